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
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.core.api.fields import ident
from crm.core.api.filters import AskedFilters
from crm.core.verdict import Verdict

from .. import policies
from ..duplicates import contents
from ..models import Company
from ..selectors import facts
from ..services.bin import bin_company
from ..services.companies import CompanyData, create_company, update_company
from ..suggestions import suggest
from ..timeline import TimelinePage, timeline
from . import survivors
from .duplicates import CompanyDuplicates, LikeCompanySerializer, like_company
from .filters import (
    CompanyFilter,
    CompanyOrdering,
    CompanySearch,
)
from .merges import COMPANY, MergingMixin
from .serializers import (
    CompanySerializer,
    SuggestionSerializer,
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
