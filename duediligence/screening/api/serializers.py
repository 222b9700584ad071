"""How screenings read and are written over REST (docs/api.md). Confidential evidence is there, and says nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.accounts.api.offices import OfficeField
from crm.accounts.models import User
from crm.companies.merging.survivors import survivor_of
from crm.companies.models import Company
from crm.core.api.asked import AskedSerializer
from crm.core.api.fields import IdField, ident

from ...enums import Purpose, Rating, ScreeningState, StepState, Track
from ...models import Answer, RouteStep, Screening
from ..services.answers import AnswerData
from ..services.conditions import MOST
from .decisions import ConditionPart

TYPED_ON_DESK = ("summary", "benefit", "way_out", "monitoring_plan", "dissent")
_TYPED = (
    "description",
    "emblem_use",
    "exclusive",
    "procurement_link",
    "conflict_of_interest",
    *TYPED_ON_DESK,
    "further_purposes",
    "rating_reason",
    "decision_reason",
)


class RouteStepPart(serializers.Serializer):
    order = serializers.IntegerField()
    role = serializers.CharField()
    office = IdField()
    decides = serializers.BooleanField()
    state = serializers.ChoiceField(choices=StepState.choices)
    decided_by = IdField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class EvidencePart(serializers.Serializer):
    id = IdField()
    kind = serializers.CharField()
    title = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)
    confidential = serializers.BooleanField()


class AnswerPart(serializers.Serializer):
    """`evidence` are identifiers of evidence, or addresses of pages, which become links."""

    value = serializers.CharField(max_length=20_000, allow_blank=True)
    note = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    evidence = serializers.ListField(child=serializers.CharField(max_length=1000), required=False, max_length=50)

    def as_data(self) -> AnswerData:
        told = self.validated_data
        return AnswerData(told["value"], told.get("note", ""), tuple(told.get("evidence", ())))


class AnsweredPart(serializers.Serializer):
    value = serializers.CharField()
    note = serializers.CharField()
    evidence = EvidencePart(many=True)


class ScreeningSerializer(AskedSerializer):
    """`answers` is told of one screening alone; lists leave it null."""

    null_when_closed = ("answers", "rating", "proposed_rating", "memo_sha256", "due_on", "researcher", "track")

    id = IdField(read_only=True)
    company = IdField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    track = serializers.ChoiceField(
        choices=Track.choices, required=False, help_text=_("Left out: as the company's kind, size and age propose.")
    )
    amount_usd = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0, required=False)
    description = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    emblem_use = serializers.CharField(max_length=300, required=False, allow_blank=True)
    exclusive = serializers.BooleanField(required=False)
    procurement_link = serializers.CharField(max_length=300, required=False, allow_blank=True)
    conflict_of_interest = serializers.CharField(max_length=300, required=False, allow_blank=True)
    office = OfficeField(required=False, help_text=_("Without one: your home office."))
    state = serializers.ChoiceField(
        choices=ScreeningState.choices,
        required=False,
        help_text=_("“draft” keeps a draft, which only you see; without it the request is sent at once."),
    )
    state_since = serializers.DateTimeField(read_only=True)
    requested_by = IdField(read_only=True)
    requested_at = serializers.DateTimeField(read_only=True, allow_null=True)
    researcher = IdField(read_only=True, allow_null=True)
    proposed_rating = serializers.ChoiceField(choices=Rating.choices, read_only=True, allow_null=True)
    rating = serializers.ChoiceField(choices=Rating.choices, read_only=True, allow_null=True)
    rating_reason = serializers.CharField(read_only=True)
    route = RouteStepPart(many=True, read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)
    memo_sha256 = serializers.CharField(read_only=True, allow_null=True)
    summary = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    benefit = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    way_out = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    monitoring_plan = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    dissent = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    proposed_conditions = ConditionPart(
        many=True,
        required=False,
        max_length=MOST,
        help_text=_("What the desk advises; a decider takes it over or changes it."),
    )
    further_purposes = serializers.ListField(
        child=serializers.ChoiceField(choices=Purpose.choices), required=False, max_length=3
    )
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision_reason = serializers.CharField(read_only=True)
    answers = serializers.DictField(child=AnsweredPart(), read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def validate_company(self, pk: int) -> Company:
        found = Company.objects.visible_to(self.context["request"].user).filter(pk=pk).first()
        company = found or survivor_of(Company, pk)
        if company is None:
            raise serializers.ValidationError(_("There is no such company."), code="unknown")
        return company

    def validate_state(self, state: str) -> str:
        if state != ScreeningState.DRAFT:
            raise serializers.ValidationError(_("Only a draft can be asked for; the rest are deeds."), code="invalid")
        return state

    def to_representation(self, row: Screening) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "company": ident(row.company_id),
            "purpose": row.purpose,
            "track": row.track,
            "amount_usd": f"{row.amount_usd:.2f}",
            **{name: getattr(row, name) for name in _TYPED},
            "office": ident(row.office_id),
            "proposed_conditions": [_condition(each) for each in row.proposed_conditions],
            "state": row.state,
            "state_since": _time(row.state_since),
            "requested_by": ident(row.requested_by_id),
            "requested_at": _time(row.requested_at),
            "researcher": ident(row.researcher_id),
            "proposed_rating": row.proposed_rating or None,
            "rating": row.rating or None,
            "route": [_step(step) for step in _latest_round(row)],
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "memo_sha256": row.memo_sha256,  # type: ignore[attr-defined]
            "decided_at": _time(row.decided_at),
            "answers": _answers(row) if self.context.get("with_answers") else None,
            "created_at": _time(row.created_at),
            "updated_at": _time(row.updated_at),
        }


class ResearchSerializer(serializers.Serializer):
    researcher = IdField(required=False, help_text=_("A colleague of the team; without one: yourself."))

    def validate_researcher(self, pk: int) -> User:
        found = User.objects.active().filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("There is no such person."), code="unknown")
        return found


class SubmitSerializer(serializers.Serializer):
    rating = serializers.ChoiceField(choices=Rating.choices, required=False, help_text=_("Left out: the proposed one."))
    justification = serializers.CharField(max_length=20_000, required=False, allow_blank=True)


def _condition(each: dict[str, Any]) -> dict[str, Any]:
    """As it is kept, with the owner as an identifier."""
    before = bool(each.get("before_signature"))
    return {"text": each["text"], "owner": ident(each["owner"]), "due_on": each["due_on"], "before_signature": before}


def _latest_round(row: Screening) -> list[RouteStep]:
    """The route that counts: a re-rating or a return begins another one."""
    steps = list(row.route.all())
    last = max((step.round for step in steps), default=0)
    return [step for step in steps if step.round == last]


def _step(step: RouteStep) -> dict[str, Any]:
    return {
        "order": step.order,
        "role": step.role,
        "office": ident(step.office_id),
        "decides": step.decides,
        "state": step.state,
        "decided_by": ident(step.decided_by_id),
        "decided_at": _time(step.decided_at),
    }


def _answers(row: Screening) -> dict[str, Any]:
    return {each.version.criterion.code: _answered(each) for each in row.answers.all()}


def _answered(answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "note": answer.note,
        "evidence": [
            {
                "id": ident(each.pk),
                "kind": each.kind,
                "title": None if each.confidential else each.title,
                "url": None if each.confidential else each.url,
                "confidential": each.confidential,
            }
            for each in answer.evidence.all()
            if each.struck_at is None
        ],
    }


def _time(value: Any) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if value else None
