import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.audit.models import AuditEvent
from crm.audit.registries import verbs
from crm.core.extension_points import history_subjects
from crm.core.widgets import DateInput

from .trail import kind_of


def _verb_choices() -> list[tuple[str, str]]:
    return sorted(((key, str(sentence)) for key, sentence in verbs.items()), key=lambda pair: pair[1])


def _kind_choices() -> list[tuple[str, str]]:
    return sorted(((label, kind_of(label)) for label, _subject in history_subjects.items()), key=lambda pair: pair[1])


class DeedFilter(django_filters.FilterSet):
    """Who, what, on which kind of record, when."""

    by = django_filters.CharFilter(label=_("Who"), method="by_name")
    verb = django_filters.ChoiceFilter(label=_("What"), choices=_verb_choices, empty_label=_("Anything"))
    subject_type = django_filters.ChoiceFilter(
        label=_("Kind of record"), choices=_kind_choices, empty_label=_("Any kind")
    )
    subject_id = django_filters.CharFilter(label=_("Record"))
    after = django_filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte", widget=DateInput)
    before = django_filters.DateFilter(label=_("Until"), field_name="at", lookup_expr="date__lte", widget=DateInput)

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def by_name(self, deeds: QuerySet, _name: str, value: str) -> QuerySet:
        return deeds.filter(Q(by_name__icontains=value) | Q(on_behalf_of_name__icontains=value))
