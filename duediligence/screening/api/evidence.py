"""Evidence over REST: that it is there is no secret; each reading of what is confidential stays in the trail."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet
from crm.core.api.fields import IdField
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.api.serializers import MomentField
from crm.core.verdict import Verdict

from ...enums import EvidenceKind, Reliability
from ...models import Evidence
from ..policies import research as policies
from ..services.data import EvidenceData
from ..services.evidence import capture, read_evidence, strike
from .filters import EvidenceFilter
from .rows import screening_of

# What of a confidential piece is null, but for whoever opens it.
CLOSED = (
    "title", "url", "filename", "content_type", "text", "query", "language", "place", "period_from", "period_until",
    "results", "struck_reason",
)  # fmt: skip


def _words(longest: int = 1000) -> serializers.CharField:
    return serializers.CharField(max_length=longest, required=False, allow_blank=True)


class CriterionField(serializers.SlugField):
    """It hangs on the answer, where that was given before the evidence."""

    def get_attribute(self, row: Evidence) -> str:
        return row.answer.version.criterion.code if row.answer else ""


class EvidenceSerializer(serializers.Serializer):
    """Of a confidential piece lists and the answer to its capture say only that it is there: open it by its address."""

    null_when_closed = CLOSED

    id = IdField(read_only=True)
    screening = IdField(source="screening_id")
    criterion = CriterionField(
        max_length=50, required=False, allow_blank=True, help_text=_("The code of the criterion that it bears on.")
    )
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    title = _words(200)
    url = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    file = serializers.FileField(required=False, write_only=True)
    filename = serializers.CharField(read_only=True)
    content_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True)
    text = _words(20_000)
    query = _words(300)
    language = _words(40)
    place = _words(200)
    period_from = serializers.DateField(required=False, allow_null=True)
    period_until = serializers.DateField(required=False, allow_null=True)
    results = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False, allow_null=True)
    reliability = serializers.ChoiceField(choices=Reliability.choices, required=False)
    confidential = serializers.BooleanField(required=False)
    captured_by = IdField(source="captured_by_id", read_only=True)
    captured_at = MomentField(read_only=True)
    struck_at = MomentField(read_only=True, allow_null=True)
    struck_reason = serializers.CharField(read_only=True)

    def to_representation(self, row: Evidence) -> dict[str, Any]:
        told = super().to_representation(row)
        if row.confidential and not self.context.get("opened"):
            told |= dict.fromkeys(CLOSED)
        return told


class StrikeSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=300)


class EvidenceViewSet(ReadViewSet):
    """Captured at the desk, struck out with a reason, never deleted. Opening what is confidential leaves an event."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["captured_at"]
    parser_classes = [JSONParser, MultiPartParser]
    queryset = Evidence.objects.none()

    def get_queryset(self) -> Any:
        return Evidence.objects.visible_to(self.request.user).select_related("answer__version__criterion")

    def may_create(self) -> Verdict:
        return policies.may_work_at_the_desk(access(self.request.user))

    @extend_schema(responses={201: EvidenceSerializer})
    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A link, a note, a search, or a file (multipart)."""
        told = self.get_serializer(data=request.data)
        told.is_valid(raise_exception=True)
        said = dict(told.validated_data)
        screening = screening_of(request, said.pop("screening_id"))
        upload = said.pop("file", None)
        made = capture(
            by=request.user, screening_id=screening.pk, data=EvidenceData(**{"title": "", **said}), upload=upload
        )
        return self.answer(self.get_queryset().get(pk=made.pk), status.HTTP_201_CREATED)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = read_evidence(by=request.user, evidence_id=self.get_object().pk)
        return Response(EvidenceSerializer(found, context={"opened": True}).data)

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, pk: str) -> FileResponse:
        """The file itself."""
        if not self.get_object().file:
            raise NotFound(_("There is no file here. A link, a note and a search are read as they are."))
        try:
            return download(read_evidence(by=request.user, evidence_id=int(pk)))
        except FileNotFoundError as problem:
            raise NotFound from problem

    @extend_schema(request=StrikeSerializer, responses=EvidenceSerializer)
    @action(detail=True, methods=["post"])
    def strike(self, request: Request, pk: str) -> Response:
        """Take it back: it stays for the record, and counts no longer."""
        found = self.get_object()
        policies.may_work_at_the_desk(access(request.user)).require()
        told = StrikeSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        strike(by=request.user, evidence_id=found.pk, **told.validated_data)
        return Response(self.get_serializer(self.get_queryset().get(pk=found.pk)).data)


def download(evidence: Evidence) -> FileResponse:
    """Always as a download: what others made is never shown inside our own pages."""
    return FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.filename,
        content_type=evidence.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
