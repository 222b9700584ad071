"""The REST door of companies: HTTP in, services called, HTTP out."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, ReadViewSet, RecordViewSet
from crm.core.api.fields import ident
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from .. import policies
from ..duplicates import contents
from ..models import Company, Document, Interest, MaturityAssessment, Theme
from ..selectors import facts
from ..services.bin import bin_company
from ..services.companies import CompanyData, create_company, update_company
from ..services.documents import bin_document, file_document, update_document
from ..services.interests import drop_interest, note_interest
from ..services.maturity import assess_maturity
from ..suggestions import suggest
from ..timeline import TimelinePage, timeline
from ..views.around import download
from . import survivors
from .duplicates import CompanyDuplicates, LikeCompanySerializer, like_company
from .filters import (
    CompanyFilter,
    CompanyOrdering,
    CompanySearch,
    DocumentFilter,
    InterestFilter,
    MaturityFilter,
)
from .merges import COMPANY, MergingMixin
from .serializers import (
    CompanySerializer,
    DocumentSerializer,
    InterestSerializer,
    MaturitySerializer,
    SuggestionSerializer,
    ThemeSerializer,
    TimelineSerializer,
    moment,
)
from .survivors import SurvivorMixin


class CreatedCompanySerializer(CompanySerializer):
    """A company that was just entered, with what it may be twice: that is told, and hinders nothing."""

    possible_duplicates = LikeCompanySerializer(many=True, read_only=True)


@extend_schema_view(create=extend_schema(responses={201: CreatedCompanySerializer}))
class CompanyViewSet(CompanyDuplicates, SurvivorMixin, MergingMixin, BinMixin, RecordViewSet):
    """Companies, foundations, associations and individuals."""

    merge_kind = COMPANY
    detail_route = "company-detail"
    serializer_class = CompanySerializer
    filterset_class = CompanyFilter
    filter_backends = [AskedFilters, CompanySearch, CompanyOrdering]
    queryset = Company.objects.none()

    def get_queryset(self) -> Any:
        return Company.objects.visible_to(self.request.user).for_api()

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self._read_facts([row.pk for row in rows or ()])
        return rows

    def answer(self, instance: Model, status_code: int = 200) -> Response:
        self._read_facts([instance.pk])
        response = super().answer(instance, status_code)
        if status_code == status.HTTP_201_CREATED:
            content = contents.companies([instance.pk])[instance.pk]
            response.data = {**response.data, "possible_duplicates": like_company(self.request.user, content)}
        return response

    @extend_schema(parameters=[OpenApiParameter("with", OpenApiTypes.STR, enum=["timeline"])])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One company; `?with=timeline` adds the last 20 entries of its timeline, in one call instead of two."""
        response = super().retrieve(request, *args, **kwargs)
        if response.data and request.query_params.get("with") == "timeline":
            company = Company(pk=response.data["id"])
            response.data = {**response.data, "timeline": _timeline_page(timeline(company, request.user))}
            # The tag tells of the company alone: who asks for more gets none.
            del response["ETag"]
        return response

    def _read_facts(self, ids: list[int]) -> None:
        """What other apps know of these companies, a query for each app."""
        self._facts = facts(ids, self.request.user, only={"clearance"})

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "facts": getattr(self, "_facts", {})}

    def may_create(self) -> Verdict:
        return policies.may_create(access(self.request.user))

    def may_change(self, instance: Company) -> Verdict:
        return policies.may_edit(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Company:
        hanging = {name: rows or () for name, rows in serializer.hanging().items()}
        return create_company(by=self.request.user, data=CompanyData(**serializer.changes()), **hanging)

    def perform_update(self, serializer: Any, version: int | None) -> Company:
        return update_company(
            company_id=serializer.instance.pk,
            by=self.request.user,
            version=version,
            changes=serializer.changes(),
            **serializer.hanging(),
        )

    def perform_destroy(self, instance: Company, version: int | None) -> None:
        bin_company(company_id=instance.pk, by=self.request.user, version=version)

    @extend_schema(
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, required=True)],
        responses=SuggestionSerializer(many=True),
        filters=False,
    )
    @action(detail=False, pagination_class=None)
    def suggest(self, request: Request) -> Response:
        """At most 8 companies whose name, or another name, begins with what was typed; best first."""
        found = suggest(request.user, request.query_params.get("q", "")[:100])
        return Response(
            [
                {
                    "id": ident(each.id),
                    "name": each.name,
                    "country": each.country,
                    "score": each.score,
                    "lead_office": ident(each.lead_office_id),
                }
                for each in found
            ]
        )

    @extend_schema(
        parameters=[OpenApiParameter("before", OpenApiTypes.DATE, description="Only entries before this day")],
        responses=TimelineSerializer,
    )
    @action(detail=True)
    def timeline(self, request: Request, pk: str) -> Response:
        """What all offices did with the company, newest first, 20 entries at a time."""
        company = survivors.found(Company.objects.visible_to(request.user).only("pk"), pk)
        found = timeline(company, request.user, before=_day(request.query_params.get("before")))
        return survivors.located(Response(_timeline_page(found)), "company-timeline", company, pk)


def _timeline_page(found: TimelinePage) -> dict[str, Any]:
    return {
        "results": [
            {
                "at": entry.at.isoformat() if not hasattr(entry.at, "hour") else moment(entry.at),
                "title": str(entry.title),
                "text": entry.text,
                "office": str(entry.office),
                "by": str(entry.by),
                "hidden": entry.hidden,
            }
            for entry in found.entries
        ],
        "earlier": found.earlier and found.earlier.isoformat(),
    }


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise ValidationError({"before": _("Write the day as 2026-11-20.")}, code="invalid") from problem


def _in_scope(request: Request, company_id: int) -> int:
    """A company that is not there, or not for this person, is 404 also when something is hung on it."""
    return survivors.found(Company.objects.visible_to(request.user).only("pk"), company_id).pk


class ThemeViewSet(ReadViewSet):
    """The subjects of the organisation's work, in the reader's language."""

    serializer_class = ThemeSerializer
    filterset_fields = ["code", "retired"]
    search_fields = ["code", "name_en", "name_fr", "name_es"]
    ordering_fields = ["code"]
    queryset = Theme.objects.all()


class InterestViewSet(BinMixin, RecordViewSet):
    """What companies care about. Noting the same theme and region again brings it up to date."""

    http_method_names = ["get", "post", "delete", "head", "options"]
    serializer_class = InterestSerializer
    filterset_class = InterestFilter
    search_fields = ["source", "company__legal_name", "theme__code"]
    ordering_fields = ["noted_on", "level"]
    queryset = Interest.objects.none()

    def get_queryset(self) -> Any:
        companies = Company.objects.visible_to(self.request.user)
        return Interest.objects.filter(company__in=companies).select_related("theme", "region").order_by("-id")

    def may_create(self) -> Verdict:
        return policies.may_write(access(self.request.user))

    def perform_create(self, serializer: Any) -> Interest:
        values = dict(serializer.validated_data)
        values["company_id"] = _in_scope(self.request, values["company_id"])
        return note_interest(by=self.request.user, **values)

    def perform_destroy(self, instance: Interest, version: int | None) -> None:
        drop_interest(interest_id=instance.pk, by=self.request.user)


class MaturityViewSet(RecordViewSet):
    """Assessments; the latest one of a company counts. They are added, never changed."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = MaturitySerializer
    filterset_class = MaturityFilter
    search_fields = ["evidence", "company__legal_name"]
    ordering_fields = ["assessed_on", "level"]
    queryset = MaturityAssessment.objects.none()

    def get_queryset(self) -> Any:
        companies = Company.objects.visible_to(self.request.user)
        return MaturityAssessment.objects.filter(company__in=companies)

    def may_create(self) -> Verdict:
        return policies.may_write(access(self.request.user))

    def perform_create(self, serializer: Any) -> MaturityAssessment:
        values = dict(serializer.validated_data)
        return assess_maturity(
            company_id=_in_scope(self.request, values["company_id"]),
            by=self.request.user,
            level=values["level"],
            evidence=values["evidence"],
            on=values.get("assessed_on"),
        )


class DocumentViewSet(BinMixin, RecordViewSet):
    """Files of companies. That one exists is visible to all staff; `readable` says whether the rest is."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["uploaded_at"]
    parser_classes = [MultiPartParser, JSONParser]
    queryset = Document.objects.none()

    def get_queryset(self) -> Any:
        return Document.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_write(access(self.request.user))

    def may_change(self, instance: Document) -> Verdict:
        return policies.may_change_document(access(self.request.user), instance)

    def perform_create(self, serializer: Any) -> Document:
        values = dict(serializer.validated_data)
        return file_document(
            by=self.request.user,
            upload=values.pop("file"),
            **{**values, "company_id": _in_scope(self.request, values["company_id"])},
        )

    def perform_update(self, serializer: Any, version: int | None) -> Document:
        document: Document = serializer.instance
        return update_document(
            document_id=document.pk,
            by=self.request.user,
            title=serializer.validated_data.get("title", document.title),
            visibility=serializer.validated_data.get("visibility", document.visibility),
            version=version,
        )

    def perform_destroy(self, instance: Document, version: int | None) -> None:
        bin_document(document_id=instance.pk, by=self.request.user, version=version)

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: str) -> Any:
        """The file itself. 404 to whom it is not open."""
        return download(get_object_or_404(Document.objects.readable_by(request.user), pk=pk))
