"""The list of exchange rates for the machinery of crm.listing."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from . import currencies
from .filters import RateFilter
from .models import ExchangeRate


def units(value: Decimal) -> str:
    """All digits that count, no more."""
    return locale.figure(value.normalize(), locale.current())


def _currency(row: ExchangeRate) -> Any:
    url = reverse("rates:edit", args=[row.pk])
    return format_html('<a class="table-link" href="{}">{}</a>', url, currencies.label(row.currency))


def _columns() -> list[Column]:
    return [
        Column(
            "currency", _("Currency"), _currency, "Currency", source="currency", sort=("currency", "month"), lead=True
        ),
        Column(
            "month",
            _("Month"),
            lambda row: locale.month(row.month, locale.current()),
            "Month",
            source="month",
            export=lambda month: f"{month:%Y-%m}",
            sort=("month", "pk"),
            named_on_phone=True,
        ),
        Column(
            "units_per_usd",
            _("Units for one USD"),
            lambda row: units(row.units_per_usd),
            "Units per USD",
            source="units_per_usd",
            sort=("units_per_usd", "pk"),
            numeric=True,
            named_on_phone=True,
        ),
        Column("source", _("Source"), lambda row: row.source, "Source", source="source", on_phone=False),
    ]


tables.add(
    "rates",
    Table(
        key="rates",
        title=_("Exchange rates"),
        url_name="rates:list",
        rows=ExchangeRate.objects.visible_to,
        filters=RateFilter,
        columns=_columns,
        default_sort="-month",
        icon="coins",
        main_filters=("currency", "month_after", "month_before"),
        empty_title=_("No exchange rates yet"),
        empty_text=_("The partnerships team loads them from a file, or sets them one by one."),
    ),
    order=90,
)
