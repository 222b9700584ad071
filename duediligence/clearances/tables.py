"""The list of clearances for the machinery of crm.listing: lapsed first."""

from typing import Any

from django.db.models import CharField, Func, Value
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.core.templatetags.concord import badge, day, money
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import ClearanceState, Purpose, Rating
from ..models import Clearance
from . import selectors
from .filters import ClearancePageFilter


def _rows(user: Any) -> Any:
    return selectors.lapsed_first(Clearance.objects.visible_to(user).with_state(on=clock.today()))


def _company(row: Any) -> Any:
    url = reverse("duediligence:clearance", args=[row.pk])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.company.legal_name)


def _what_it_covers() -> list[Column]:
    return [
        Column(
            "company",
            _("Company"),
            _company,
            "Company",
            source="company__legal_name",
            sort=("company__sort_name", "pk"),
            related=("company",),
            lead=True,
        ),
        Column(
            "state",
            _("State"),
            lambda row: badge(row.state_label, row.state_tone),
            "State",
            source="state",
            sort=("rank", "valid_until", "pk"),
            export=lambda state: str(ClearanceState(state).label),
        ),
        Column(
            "purposes",
            _("Purposes"),
            lambda row: ", ".join(row.purpose_labels),
            "Purposes",
            source=Func("purposes", Value(","), function="array_to_string", output_field=CharField()),
            export=lambda codes: ", ".join(str(Purpose(code).label) for code in codes.split(",")),
            on_phone=False,
        ),
        Column(
            "ceiling",
            _("Ceiling"),
            lambda row: money(row.amount_ceiling, "USD"),
            "Ceiling (USD)",
            source="amount_ceiling",
            sort=("amount_ceiling", "pk"),
            numeric=True,
            on_phone=False,
        ),
    ]


def _when_and_where() -> list[Column]:
    return [
        Column(
            "rating",
            _("Risk"),
            lambda row: badge(row.get_rating_display(), row.rating_tone),
            "Risk",
            source="rating",
            export=lambda rating: str(Rating(rating).label),
        ),
        Column("from", _("From"), lambda row: day(row.valid_from), "Valid from", source="valid_from", on_phone=False),
        Column(
            "until",
            _("Until"),
            lambda row: day(row.valid_until),
            "Valid until",
            source="valid_until",
            sort=("valid_until", "pk"),
        ),
        Column(
            "office",
            _("Office"),
            lambda row: row.screening.office.name,
            "Office",
            source="screening__office__name",
            related=("screening__office",),
            on_phone=False,
        ),
    ]


tables.add(
    "clearances",
    Table(
        key="clearances",
        title=_("Clearances"),
        url_name="duediligence:clearance_list",
        rows=_rows,
        filters=ClearancePageFilter,
        columns=lambda: [*_what_it_covers(), *_when_and_where()],
        default_sort="state",
        icon="shield-check",
        main_filters=("search", "company", "state", "office", "rating"),
        empty_title=_("No clearances yet"),
        empty_text=_("A clearance is what an approved screening leaves behind. Ask for a screening first."),
    ),
    order=70,
)
