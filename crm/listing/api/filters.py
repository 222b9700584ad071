import django_filters
from django.db.models import Q, QuerySet

from crm.core.api.filters import IdFilter
from crm.jobs.enums import JobState

from ..enums import FileFormat
from ..models import Export


class ExportFilter(django_filters.FilterSet):
    what = django_filters.CharFilter()
    format = django_filters.MultipleChoiceFilter(choices=FileFormat.choices, distinct=False)
    state = django_filters.MultipleChoiceFilter(choices=JobState.choices, method="in_state")
    by = IdFilter(field_name="by_id")

    class Meta:
        model = Export
        fields: list[str] = []

    def in_state(self, exports: QuerySet, _name: str, states: list[str]) -> QuerySet:
        """Small files were made at once, without a job."""
        at_once = Q(job=None) if JobState.DONE in states else Q()
        return exports.filter(Q(job__state__in=states) | at_once) if states else exports
