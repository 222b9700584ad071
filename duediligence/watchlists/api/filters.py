import django_filters

from crm.accounts.api.offices import OfficeFilter
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.filters import IdFilter

from ...enums import HitState, ListFormat, LoadState
from ...models import Hit, ListLoad


class LoadFilter(django_filters.FilterSet):
    watchlist = django_filters.CharFilter(field_name="watchlist__code")
    state = django_filters.MultipleChoiceFilter(choices=LoadState.choices, distinct=False)
    format = django_filters.MultipleChoiceFilter(choices=ListFormat.choices, distinct=False)

    class Meta:
        model = ListLoad
        fields: list[str] = []


class HitFilter(django_filters.FilterSet):
    screening = IdFilter(field_name="party__screening_id")
    company = CompanyIdFilter(field_name="party__screening__company_id")
    office = OfficeFilter(field_name="party__screening__office")
    list = django_filters.CharFilter(field_name="entry__watchlist__code")
    state = django_filters.MultipleChoiceFilter(choices=HitState.choices, distinct=False)
    strong = django_filters.BooleanFilter()

    class Meta:
        model = Hit
        fields: list[str] = []
