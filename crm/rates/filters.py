"""The filters of the list of exchange rates."""

import django_filters
from django.utils.translation import gettext_lazy as _

from crm.core.selects import Choice
from crm.core.widgets import DateInput

from . import currencies
from .models import ExchangeRate


class RateFilter(django_filters.FilterSet):
    currency = django_filters.ChoiceFilter(
        label=_("Currency"), choices=currencies.choices, empty_label=_("Any"), widget=Choice
    )
    month_after = django_filters.DateFilter(
        label=_("Month from"), field_name="month", lookup_expr="gte", widget=DateInput
    )
    month_before = django_filters.DateFilter(
        label=_("Month until"), field_name="month", lookup_expr="lte", widget=DateInput
    )
    source = django_filters.CharFilter(label=_("Source"), lookup_expr="icontains")

    class Meta:
        model = ExchangeRate
        fields: list[str] = []
