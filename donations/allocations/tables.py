"""The lists of allocations and destinations for the machinery of crm.listing."""

from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core import clock
from crm.core.templatetags.concord import badge
from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import AllocationState, DestinationKind
from ..models import Allocation, Destination
from .filters import AllocationFilter, DestinationFilter
from .presenters import source


def _link(name: str, pk: int, label: Any) -> Any:
    return format_html(
        '<a class="table-link" href="{}" dir="auto">{}</a>', reverse(f"donations:{name}", args=[pk]), label
    )


def _office() -> Column:
    return kinds.words(
        "office", _("Office"), "Office", path="office__name", sort=("office__name", "pk"), on_phone=False
    )


def _person(key: str, label: Any, heading: str, **options: Any) -> Column:
    name = f"{key}__name"
    return kinds.words(key, label, heading, path=name, sort=(name, "pk"), nullable=True, on_phone=False, **options)


def _allocation_columns() -> list[Column]:
    return [
        Column(
            "destination",
            _("Destination"),
            lambda row: _link("allocation", row.pk, row.destination.name),
            "Destination",
            source="destination__name",
            related=("destination",),
            sort=("destination__name", "pk"),
            lead=True,
        ),
        kinds.state(_("State"), AllocationState),
        Column(
            "source",
            _("Given for"),
            lambda row: source(row.cause),
            "Given for",
            source=Coalesce("cause__text_en", Value("Given without a cause")),
            related=("cause",),
        ),
        kinds.in_usd("amount_usd", _("Amount, USD"), "Amount USD", on_phone=True),
        _office(),
        _person("proposed_by", _("Proposed by"), "Proposed by"),
        kinds.on_day("proposed_on", _("Proposed on"), "Proposed on"),
        _person("decided_by", _("Decided by"), "Decided by", default=False),
        kinds.on_day("decided_at", _("Decided on"), "Decided on", nullable=True, default=False),
        kinds.words("reason", _("Why there"), "Why there", default=False, on_phone=False),
    ]


def _is_open(row: Destination) -> Any:
    if row.closed_on and row.closed_on <= clock.today():
        return badge(_now("Closed"), "neutral")
    return badge(_now("Open"), "ok")


def _destination_columns() -> list[Column]:
    return [
        Column(
            "name",
            _("Destination"),
            lambda row: _link("destination", row.pk, row.name),
            "Destination",
            source="name",
            sort=("name",),
            lead=True,
        ),
        kinds.choice("kind", _("Kind"), "Kind", DestinationKind),
        Column("open", _("State"), _is_open, "Closed on", source="closed_on", sort=("closed_on", "pk"), nullable=True),
        _office(),
        Column(
            "unearmarked",
            _("Takes money given without a cause"),
            lambda row: _now("Yes") if row.unearmarked else _now("No"),
            "Takes money given without a cause",
            source="unearmarked",
            export=lambda value: "yes" if value else "",
            default=False,
            on_phone=False,
        ),
        kinds.count("allocations", _("Allocations"), "Allocations", path="allocation_count"),
        kinds.in_usd("allocated_usd", pgettext_lazy("money", "Allocated, USD"), "Allocated USD", on_phone=True),
    ]


def register() -> None:
    tables.add("allocations", ALLOCATIONS, order=66)
    tables.add("destinations", DESTINATIONS, order=67)


ALLOCATIONS = Table(
    key="allocations",
    title=_("Allocations"),
    url_name="donations:allocation_list",
    rows=Allocation.objects.visible_to,
    filters=AllocationFilter,
    columns=_allocation_columns,
    default_sort="-proposed_on",
    icon="split",
    main_filters=("search", "state", "cause", "destination"),
    empty_title=_("No allocations yet"),
    empty_text=_("Look at what is to be allocated, and propose where it goes."),
)
DESTINATIONS = Table(
    key="destinations",
    title=_("Destinations"),
    url_name="donations:destination_list",
    rows=lambda user: Destination.objects.visible_to(user).with_sums(),
    filters=DestinationFilter,
    columns=_destination_columns,
    default_sort="name",
    icon="target",
    main_filters=("search", "kind", "cause", "office"),
    empty_title=_("No destinations yet"),
    empty_text=_("The partnerships team enters the projects and pooled funds to which money can go."),
)
register()
