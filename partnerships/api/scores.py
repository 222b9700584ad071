"""The score card of a partnership, and its factors with their weights, over REST."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.core.api.etags import digest, expect
from crm.core.api.fields import IdField, ident
from crm.core.verdict import Verdict

from ..engagements.services import writing
from ..enums import FactorGroup
from ..models import ScoreFactor
from ..scoring import policies
from ..scoring.selectors import Card, card_of
from ..scoring.services.scores import ScoreData, set_scores
from ..scoring.services.weights import set_weights


class ScorePart(serializers.Serializer):
    value = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class CardSerializer(serializers.Serializer):
    """`total` is the sum of weight x value, costs counting against; `percent` that of the best possible `best`."""

    partnership = IdField()
    total = serializers.CharField()
    best = serializers.CharField()
    percent = serializers.CharField(allow_null=True)
    scored = serializers.IntegerField()
    of = serializers.IntegerField()
    scores = serializers.DictField(
        child=ScorePart(allow_null=True), help_text="By the factor's code; null where it is not scored."
    )


def _told(partnership_id: int, card: Card) -> dict[str, Any]:
    total = card.total
    return {
        "partnership": ident(partnership_id),
        "total": f"{total.total:.2f}",
        "best": f"{total.best:.2f}",
        "percent": None if total.percent is None else f"{total.percent:.1f}",
        "scored": total.scored,
        "of": total.of,
        "scores": {
            factor.code: {"value": score.value, "note": score.note} if (score := card.scores.get(factor.code)) else None
            for factor in card.factors
        },
    }


def _answer(partnership_id: int, card: Card) -> Response:
    """Its ETag is the digest of what the card says: who scored since is not overruled unseen."""
    told = _told(partnership_id, card)
    return Response(told, headers={"ETag": digest(told)})


def _read(body: Any) -> dict[str, ScoreData]:
    """{factor: value}; a value may also be {"value", "note"}, and null takes the score away."""
    if not isinstance(body, dict):
        raise serializers.ValidationError(_("Send the factors as {factor: value}."))
    problems: dict[str, Any] = {}
    read = {}
    for code, said in body.items():
        part = ScorePart(data=said if isinstance(said, dict) else {"value": said})
        if not part.is_valid() or isinstance(said, bool):
            problems[code] = part.errors.get("value") or part.errors.get("note") or [_("Send a number from 0 to 5.")]
        else:
            read[code] = ScoreData(part.validated_data["value"], part.validated_data.get("note"))
    if problems:
        raise serializers.ValidationError(problems)
    return read


class ScoreMixin:
    """`GET` and `PUT partnerships/{id}/score/`."""

    @extend_schema(responses=CardSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def score(self: Any, request: Request, pk: str) -> Response:
        """The score card with its total."""
        row = self.get_object()
        return _answer(row.pk, card_of(row))

    score.answers_etag = True

    @extend_schema(request={"application/json": OpenApiTypes.OBJECT}, responses=CardSerializer)
    @score.mapping.put
    def set_score(self: Any, request: Request, pk: str) -> Response:
        """Set the named factors from 0 to 5, the others stay; null takes one away."""
        row = self.get_object()
        self.may_change(row).require_person()
        scores = _read(request.data)
        with transaction.atomic():
            expect(request, digest(_told(row.pk, card_of(writing.locked(row.pk)))))
            card = set_scores(by=request.user, partnership_id=row.pk, scores=scores)
        return _answer(row.pk, card)

    changes_record(set_score)


class ScoreFactorSerializer(serializers.Serializer):
    """`counts` is against for costs. Headquarters change the weight."""

    id = IdField(read_only=True)
    code = serializers.CharField(read_only=True)
    group = serializers.ChoiceField(choices=FactorGroup.choices, read_only=True)
    texts = serializers.DictField(child=serializers.CharField(), read_only=True)
    weight = serializers.DecimalField(max_digits=4, decimal_places=2)
    counts = serializers.ChoiceField(choices=["for", "against"], read_only=True)

    def to_representation(self, row: ScoreFactor) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "code": row.code,
            "group": row.group,
            "texts": {language: getattr(row, f"text_{language}") for language in ("en", "fr", "es")},
            "weight": f"{row.weight:.2f}",
            "counts": "for" if row.sign > 0 else "against",
        }


class ScoreFactorViewSet(RecordViewSet):
    """The factors of the score card, open to all. PATCH sets a weight."""

    http_method_names = ["get", "patch", "head", "options"]
    serializer_class = ScoreFactorSerializer
    filterset_fields = ["code", "group"]
    search_fields = ["code", "text_en", "text_fr", "text_es"]
    ordering_fields = ["position", "weight"]
    queryset = ScoreFactor.objects.none()

    def get_queryset(self) -> Any:
        return ScoreFactor.objects.filter(retired=False).order_by("position", "code")

    def may_change(self, instance: ScoreFactor) -> Verdict:
        return policies.may_set_weights(access(self.request.user))

    def perform_update(self, serializer: Any, version: int | None) -> ScoreFactor:
        row = serializer.instance
        seen = {row.code: version} if version is not None else None
        weights = {row.code: serializer.validated_data["weight"]} if "weight" in serializer.validated_data else {}
        set_weights(by=self.request.user, weights=weights, seen=seen)
        return row
