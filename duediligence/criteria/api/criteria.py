"""What is asked over REST: read by all, the next version set by headquarters (docs/api.md)."""

from dataclasses import fields as data_fields
from typing import Any

import django_filters
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet
from crm.core import clock
from crm.core.api.fields import IdField
from crm.core.api.serializers import RecordSerializer
from crm.core.verdict import Verdict

from ...enums import CriterionGroup, CriterionKind, Effect, Track
from ...models import Criterion, CriterionVersion
from .. import policies
from ..services.criteria import add_criterion, set_criterion
from ..services.data import CriterionData

LIMITS = ("excluded_above", "very_high_from", "high_above")


class Languages(serializers.Serializer):
    en = serializers.CharField(allow_blank=True, required=False)
    fr = serializers.CharField(allow_blank=True, required=False)
    es = serializers.CharField(allow_blank=True, required=False)


def _limit() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True, required=False)


class Thresholds(serializers.Serializer):
    """Per cent; only of a share of sales."""

    excluded_above = _limit()
    very_high_from = _limit()
    high_above = _limit()


class Option(serializers.Serializer):
    value = serializers.CharField(max_length=40)
    label_en = serializers.CharField(max_length=200)
    label_fr = serializers.CharField(max_length=200)
    label_es = serializers.CharField(max_length=200)
    effect = serializers.ChoiceField(choices=Effect.choices)


class CriterionSerializer(RecordSerializer):
    """A criterion as it is asked today; `text` in the reader's language, `texts` and `guidance` in all three."""

    id = IdField(source="criterion_id")
    code = serializers.CharField(source="criterion.code")
    group = serializers.ChoiceField(source="criterion.group", choices=CriterionGroup.choices)
    text = serializers.CharField()
    texts = serializers.SerializerMethodField()
    guidance = serializers.SerializerMethodField()
    thresholds = serializers.SerializerMethodField()
    options = Option(many=True)
    version = serializers.IntegerField(source="number")

    class Meta:
        model = CriterionVersion
        fields = [
            "id", "code", "group", "text", "kind", "thresholds", "version", "effective_from", "source",
            "texts", "guidance", "yes_effect", "no_effect", "unknown_effect", "options", "look_back_years",
            "mandatory", "tracks", "retired", "reason", "set_by", "set_at",
        ]  # fmt: skip

    @extend_schema_field(Languages)
    def get_texts(self, version: CriterionVersion) -> dict[str, str]:
        return {language: getattr(version, f"text_{language}") for language in ("en", "fr", "es")}

    @extend_schema_field(Languages)
    def get_guidance(self, version: CriterionVersion) -> dict[str, str]:
        return {language: getattr(version, f"guidance_{language}") for language in ("en", "fr", "es")}

    @extend_schema_field(Thresholds)
    def get_thresholds(self, version: CriterionVersion) -> Any:
        return Thresholds(version).data


class NewVersionSerializer(serializers.Serializer):
    """The next version of the criterion of this code; what is left out stays as it is. An unknown code adds one.

    `version` is the one that you saw as the last: where it is not, the answer is 412 and nothing is set.
    """

    code = serializers.SlugField(max_length=50)
    group = serializers.ChoiceField(choices=CriterionGroup.choices, required=False)
    version = serializers.IntegerField(required=False)
    effective_from = serializers.DateField()
    reason = serializers.CharField(max_length=300)
    source = serializers.CharField(max_length=200, required=False)
    kind = serializers.ChoiceField(choices=CriterionKind.choices, required=False)
    texts = Languages(required=False)
    guidance = Languages(required=False)
    thresholds = Thresholds(required=False)
    yes_effect = serializers.ChoiceField(choices=Effect.choices, required=False)
    no_effect = serializers.ChoiceField(choices=Effect.choices, required=False)
    unknown_effect = serializers.ChoiceField(choices=Effect.choices, required=False)
    options = Option(many=True, required=False)
    look_back_years = serializers.IntegerField(required=False, allow_null=True)
    mandatory = serializers.BooleanField(required=False)
    tracks = serializers.ListField(child=serializers.ChoiceField(choices=Track.choices), required=False)
    retired = serializers.BooleanField(required=False)

    def told(self) -> dict[str, Any]:
        """Flat, by the names of the columns."""
        said = dict(self.validated_data)
        flat = dict(said.pop("thresholds", {}))
        for name, group in (("text", "texts"), ("guidance", "guidance")):
            flat |= {f"{name}_{language}": words for language, words in said.pop(group, {}).items()}
        if "options" in said:
            said["options"] = [dict(option) for option in said["options"]]
        return said | flat


class CriterionFilter(django_filters.FilterSet):
    code = django_filters.CharFilter(field_name="criterion__code")
    group = django_filters.ChoiceFilter(field_name="criterion__group", choices=CriterionGroup.choices)
    kind = django_filters.ChoiceFilter(choices=CriterionKind.choices)
    track = django_filters.ChoiceFilter(choices=Track.choices, method="on_track")

    class Meta:
        model = CriterionVersion
        fields: list[str] = []

    def on_track(self, rows: Any, _name: str, track: str) -> Any:
        return rows.filter(tracks__contains=[track])


class CriterionViewSet(ReadViewSet):
    """What is asked today, open to all; `{id}/versions/` is its history. POST sets the next version."""

    serializer_class = CriterionSerializer
    filterset_class = CriterionFilter
    search_fields = ["criterion__code", "text_en", "text_fr", "text_es"]
    ordering_fields = ["effective_from", "kind"]
    queryset = CriterionVersion.objects.none()
    lookup_field = "criterion_id"
    lookup_url_kwarg = "pk"

    def get_queryset(self) -> Any:
        asked = CriterionVersion.objects.in_effect(on=clock.today())
        return asked.order_by("criterion__group", "criterion__order", "criterion__code")

    def may_create(self) -> Verdict:
        return policies.may_set(self.request.user)

    @extend_schema(request=NewVersionSerializer, responses={201: CriterionSerializer})
    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Set the next version of a criterion, or add one. It counts from its day on, which has not passed."""
        body = NewVersionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        version = _set(request, body.told())
        answer = self.answer(version, status.HTTP_201_CREATED)
        answer["Location"] = f"{request.path}{version.criterion_id}/"
        return answer

    @extend_schema(responses=CriterionSerializer(many=True))
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def versions(self, request: Request, pk: str) -> Response:
        """All versions, the latest first, those that are planned or retired included."""
        found = CriterionVersion.objects.filter(criterion=self.get_object().criterion_id)
        rows = found.select_related("criterion").order_by("-number")
        return Response(self.get_serializer(rows, many=True).data)


def _set(request: Request, told: dict[str, Any]) -> CriterionVersion:
    code, group, seen = told.pop("code"), told.pop("group", None), told.pop("version", None)
    criterion = Criterion.objects.filter(code=code).first()
    if criterion is None:
        return add_criterion(by=request.user, code=code, group=group or "", data=_whole(told))
    if group not in (None, criterion.group):
        raise ValidationError({"group": [_("A criterion keeps its group. Leave this out.")]})
    latest = criterion.versions.latest("number")
    names = [each.name for each in data_fields(CriterionData) if each.name not in ("effective_from", "reason")]
    data = CriterionData(**({name: getattr(latest, name) for name in names} | told))
    return set_criterion(by=request.user, criterion_id=criterion.pk, data=data, seen=seen)


def _whole(told: dict[str, Any]) -> CriterionData:
    """Of a new one nothing is known yet: what is left out is empty, and the service says what is missing."""
    texts = {f"text_{language}": "" for language in ("en", "fr", "es")}
    return CriterionData(**({"kind": "", "source": "", "tracks": []} | texts | told))
