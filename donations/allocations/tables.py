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
from crm.core.templatetags.concord import badge, day, number, usd
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


def _person(key: str, label: Any, heading: str, *, default: bool = False) -> Column:
    return Column(
        key,
        label,
        lambda row: getattr(row, key).name if getattr(row, key) else "",
        heading,
        source=f"{key}__name",
        related=(key,),
        sort=(f"{key}__name", "pk"),
        nullable=True,
        default=default,
        on_phone=False,
    )


def _office() -> Column:
    return Column(
        "office",
        _("Office"),
        lambda row: row.office.name,
        "Office",
        source="office__name",
        related=("office",),
        sort=("office__name", "pk"),
        on_phone=False,
    )


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
        Column(
            "state",
            _("State"),
            lambda row: badge(row.get_state_display(), row.state_tone),
            "State",
            source="state",
            export=lambda code: str(AllocationState(code).label),
        ),
        Column(
            "source",
            _("Given for"),
            lambda row: source(row.cause),
            "Given for",
            source=Coalesce("cause__text_en", Value("Given without a cause")),
            related=("cause",),
        ),
        Column(
            "amount_usd",
            _("Amount, USD"),
            lambda row: usd(row.amount_usd),
            "Amount USD",
            source="amount_usd",
            sort=("amount_usd", "pk"),
            numeric=True,
            named_on_phone=True,
        ),
        _office(),
        _person("proposed_by", _("Proposed by"), "Proposed by", default=True),
        Column(
            "proposed_on",
            _("Proposed on"),
            lambda row: day(row.proposed_on),
            "Proposed on",
            source="proposed_on",
            sort=("proposed_on", "pk"),
            on_phone=False,
        ),
        _person("decided_by", _("Decided by"), "Decided by"),
        Column(
            "decided_at",
            _("Decided on"),
            lambda row: day(row.decided_at),
            "Decided on",
            source="decided_at",
            sort=("decided_at", "pk"),
            nullable=True,
            default=False,
            on_phone=False,
        ),
        Column(
            "reason",
            _("Why there"),
            lambda row: row.reason,
            "Why there",
            source="reason",
            default=False,
            on_phone=False,
        ),
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
        Column(
            "kind",
            _("Kind"),
            lambda row: row.get_kind_display(),
            "Kind",
            source="kind",
            export=lambda code: str(DestinationKind(code).label),
        ),
        Column(
            "open",
            _("State"),
            _is_open,
            "Closed on",
            source="closed_on",
            sort=("closed_on", "pk"),
            nullable=True,
        ),
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
        Column(
            "allocations",
            _("Allocations"),
            lambda row: number(row.allocation_count),
            "Allocations",
            source="allocation_count",
            sort=("allocation_count", "pk"),
            numeric=True,
            on_phone=False,
        ),
        Column(
            "allocated_usd",
            pgettext_lazy("money", "Allocated, USD"),
            lambda row: usd(row.allocated_usd),
            "Allocated USD",
            source="allocated_usd",
            sort=("allocated_usd", "pk"),
            numeric=True,
            named_on_phone=True,
        ),
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
