from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from crm.core.api.filters import IdFilter

from ..enums import MessageState
from ..models import Notification, Reminder
from ..registries import reminder_rules


class NotificationFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")
    wording = django_filters.CharFilter()
    subject_type = django_filters.CharFilter()
    subject_id = django_filters.CharFilter()

    class Meta:
        model = Notification
        fields: list[str] = []


def _rules() -> list[tuple[str, Any]]:
    return [(key, rule.label) for key, rule in reminder_rules.items()]


class ReminderFilter(django_filters.FilterSet):
    rule = django_filters.MultipleChoiceFilter(choices=_rules, distinct=False)
    occasion = django_filters.CharFilter()
    recipient = IdFilter(field_name="recipient_id")
    subject_type = django_filters.CharFilter()
    subject_id = django_filters.CharFilter()
    state = django_filters.MultipleChoiceFilter(
        choices=[(w, w) for w in ("queued", "sent", "failed")], method="in_state"
    )

    class Meta:
        model = Reminder
        fields: list[str] = []

    def in_state(self, reminders: QuerySet, _name: str, words: list[str]) -> QuerySet:
        """In the words of the answer; what went by no e-mail was delivered when it was written."""
        states = [state for state in MessageState if state.outcome in words]
        at_once = Q(message=None) if "sent" in words else Q()
        return reminders.filter(Q(message__state__in=states) | at_once) if words else reminders
