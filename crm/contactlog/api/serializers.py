"""How the contact log reads and is written over REST. What a person may not read is null; see docs/api.md."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.accounts.api.offices import OfficeIdField
from crm.companies.models import Theme
from crm.core.api.asked import AskedSerializer
from crm.core.api.fields import IdField, ident
from crm.core.visibility import Visibility

from ..enums import CoordinationState, InteractionKind
from ..models import CoordinationRequest, FollowUp, Interaction
from ..services.data import FollowUpData

ANSWER_WORDS = {
    "agree": CoordinationState.AGREED,
    "decline": CoordinationState.DECLINED,
    "join": CoordinationState.JOINED,
}


class TaskPart(serializers.Serializer):
    """A task inside an interaction."""

    id = IdField(read_only=True)
    text = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    assignee = IdField(required=False, source="assignee_id", help_text=_("Without one the task is the author's own."))
    done_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def to_representation(self, task: FollowUp) -> dict[str, Any]:
        return {
            "id": ident(task.pk),
            "text": task.text,
            "due_on": task.due_on.isoformat(),
            "assignee": ident(task.assignee_id),
            "done_at": _time(task.done_at),
        }

    @staticmethod
    def as_data(values: dict[str, Any]) -> FollowUpData:
        return FollowUpData(values["text"], values["due_on"], values.get("assignee_id"))


class InteractionSerializer(AskedSerializer):
    """Where `notes_open` is false, what was said is null and the people on their side are left out."""

    null_when_closed = ("subject", "notes", "outcome")

    id = IdField(read_only=True)
    company = IdField(source="company_id")
    contacts = serializers.ListField(child=IdField(), required=False, source="contact_ids", max_length=100)
    colleagues = serializers.ListField(child=IdField(), required=False, source="colleague_ids", max_length=100)
    office = OfficeIdField(source="office_id", required=False, help_text=_("Without one: your home office."))
    by = IdField(read_only=True)
    kind = serializers.ChoiceField(choices=InteractionKind.choices)
    occurred_on = serializers.DateField()
    subject = serializers.CharField(max_length=200, allow_null=False)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=100_000)
    outcome = serializers.CharField(required=False, allow_blank=True, max_length=100_000)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    themes = serializers.ListField(child=serializers.SlugField(), required=False, max_length=50)
    follow_ups = TaskPart(many=True, required=False)
    notes_open = serializers.BooleanField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    going_ahead_reason = serializers.CharField(
        write_only=True,
        required=False,
        allow_blank=True,
        max_length=2000,
        help_text=_("Why you go ahead where another office is engaged, or where nobody shall contact them."),
    )
    add_people = serializers.BooleanField(
        write_only=True, required=False, help_text=_("Add contacts who are not yet known at the company as its people.")
    )

    def validate_themes(self, codes: list[str]) -> list[int]:
        known = dict(Theme.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
        if unknown := [code for code in codes if code not in known]:
            raise serializers.ValidationError(_("There is no such theme: %(code)s.") % {"code": unknown[0]})
        return list(known.values())

    def to_representation(self, row: Interaction) -> dict[str, Any]:
        is_open = row.notes_open  # type: ignore[attr-defined]
        return {
            "id": ident(row.pk),
            "company": ident(row.company_id),
            "contacts": [ident(c.pk) for c in row.contacts.all()] if is_open else [],
            "colleagues": [ident(c.pk) for c in row.colleagues.all()] if is_open else [],
            "office": ident(row.office_id),
            "by": ident(row.by_id),
            "kind": row.kind,
            "occurred_on": row.occurred_on.isoformat(),
            "subject": row.subject if is_open else None,
            "notes": row.notes if is_open else None,
            "outcome": row.outcome if is_open else None,
            "visibility": row.visibility,
            "themes": [t.code for t in row.themes.all()],
            "follow_ups": [TaskPart().to_representation(t) for t in row.follow_ups.all()] if is_open else [],
            "notes_open": is_open,
            "created_at": _time(row.created_at),
            "updated_at": _time(row.updated_at),
        }


class FollowUpSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    interaction = IdField(source="interaction_id")
    assignee = IdField(source="assignee_id", required=False)
    due_on = serializers.DateField()
    text = serializers.CharField(max_length=300)
    done_at = serializers.DateTimeField(read_only=True, allow_null=True)
    done_by = IdField(read_only=True, allow_null=True)
    created_by = IdField(read_only=True)

    def to_representation(self, task: FollowUp) -> dict[str, Any]:
        return {
            "id": ident(task.pk),
            "interaction": ident(task.interaction_id),
            "assignee": ident(task.assignee_id),
            "due_on": task.due_on.isoformat(),
            "text": task.text,
            "done_at": _time(task.done_at),
            "done_by": ident(task.done_by_id),
            "created_by": ident(task.created_by_id),
        }


class CoordinationSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    company = IdField(source="company_id")
    from_office = OfficeIdField(source="from_office_id", required=False, help_text=_("Without one: your home office."))
    to_office = OfficeIdField(source="to_office_id")
    topic = serializers.CharField(max_length=200)
    proposed_approach = serializers.CharField(max_length=20_000)
    state = serializers.ChoiceField(choices=CoordinationState.choices, read_only=True)
    reason = serializers.CharField(read_only=True)
    requested_by = IdField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    escalated_at = serializers.DateTimeField(read_only=True, allow_null=True)
    answered_by = IdField(read_only=True, allow_null=True)
    on_behalf_of = IdField(read_only=True, allow_null=True)
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: CoordinationRequest) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "company": ident(row.company_id),
            "from_office": ident(row.from_office_id),
            "to_office": ident(row.to_office_id),
            "topic": row.topic,
            "proposed_approach": row.proposed_approach,
            "state": row.state,
            "reason": row.reason,
            "requested_by": ident(row.requested_by_id),
            "due_on": row.due_on.isoformat(),
            "escalated_at": _time(row.escalated_at),
            "answered_by": ident(row.answered_by_id),
            "on_behalf_of": ident(row.on_behalf_of_id),
            "answered_at": _time(row.answered_at),
            "created_at": _time(row.created_at),
        }


class AnswerSerializer(serializers.Serializer):
    """`agree`, `decline` or `join`; the states that follow (`agreed`, ...) are understood too."""

    answer = serializers.ChoiceField(choices=[*ANSWER_WORDS, *ANSWER_WORDS.values()])
    reason = serializers.CharField(max_length=20_000)

    def validate_answer(self, word: str) -> str:
        return ANSWER_WORDS.get(word, word)


class WithdrawSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=20_000, required=False, allow_blank=True)


class EngagedOfficeSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    since = serializers.DateField()
    last_contact = serializers.DateField(allow_null=True)
    theme = serializers.CharField(allow_blank=True)


class ApproachSerializer(serializers.Serializer):
    """The answer to "may I approach them?"."""

    verdict = serializers.ChoiceField(choices=["free", "coordinate", "do_not_contact"])
    reason = serializers.CharField()
    offices = EngagedOfficeSerializer(many=True)


def _time(value: Any) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if value else None
