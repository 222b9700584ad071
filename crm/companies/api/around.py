"""The REST door of what stands around a company: themes, interests, maturity, documents."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, ReadViewSet, RecordViewSet
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from .. import policies
from ..models import Company, Document, Interest, MaturityAssessment, Theme
from ..services.documents import bin_document, file_document, update_document
from ..services.interests import drop_interest, note_interest
from ..services.maturity import assess_maturity
from ..views.around import download
from . import survivors
from .filters import DocumentFilter, InterestFilter, MaturityFilter
from .serializers import DocumentSerializer, InterestSerializer, MaturitySerializer, ThemeSerializer


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
