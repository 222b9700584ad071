"""The lists of screenings for the machinery of crm.listing: my requests, the research queue, all."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.selectors import offices_by_name
from crm.listing.columns import Column
from crm.listing.groups import Groups
from crm.listing.registries import Table, tables

from . import cells
from .filters import QueueFilter, ScreeningPageFilter
from .selectors.lists import all_screenings, my_requests, research_queue

BY_OFFICE = Groups("office", offices_by_name, "id")


def _what() -> list[Column]:
    return [
        Column(
            "company",
            _("Company"),
            cells.company,
            "Company",
            source="company__legal_name",
            sort=("company__sort_name", "id"),
            related=("company",),
            lead=True,
        ),
        Column("state", _("State"), cells.state, "State", export=cells.STATES.get, sort=("state", "id")),
        Column("rating", _("Rating"), cells.rating, "Rating", export=cells.RATINGS.get, sort=("rating", "id")),
        Column("due", _("Until"), cells.until, "Due on", source="due_on", sort=("due_on", "id"), nullable=True),
    ]


def _who() -> list[Column]:
    return [
        Column(
            "office",
            _("Office"),
            cells.office,
            "Office",
            source="office__name",
            sort=("office__name", "id"),
            groups=BY_OFFICE,
            related=("office",),
        ),
        Column(
            "requested_by",
            _("Requested by"),
            cells.requested_by,
            "Requested by",
            source="requested_by__name",
            related=("requested_by",),
            on_phone=False,
            default=False,
        ),
        Column(
            "researcher",
            _("Researcher"),
            cells.researcher,
            "Researcher",
            source="researcher__name",
            related=("researcher",),
            on_phone=False,
        ),
    ]


def _more() -> list[Column]:
    hidden: dict[str, Any] = {"on_phone": False, "default": False}
    return [
        Column("since", _("Since"), cells.since, "In this state since (UTC)", source="state_since", on_phone=False),
        Column("amount", _("Amount"), cells.amount, "Amount (USD)", source="amount_usd", numeric=True, **hidden),
        Column("purpose", _("Purpose"), cells.purpose, "Purpose", export=cells.PURPOSES.get, **hidden),
        Column("track", _("Track"), cells.track, "Track", export=cells.TRACKS.get, **hidden),
        Column(
            "requested",
            _("Requested on"),
            cells.requested,
            "Requested (UTC)",
            source="requested_at",
            sort=("requested_at", "id"),
            nullable=True,
            **hidden,
        ),
        Column(
            "decided",
            _("Decided on"),
            cells.decided,
            "Decided (UTC)",
            source="decided_at",
            sort=("decided_at", "id"),
            nullable=True,
            **hidden,
        ),
    ]


def _columns() -> list[Column]:
    return [*_what(), *_who(), *_more()]


tables.add(
    "my_requests",
    Table(
        key="my_requests",
        title=_("My requests"),
        url_name="duediligence:my_requests",
        rows=my_requests,
        filters=ScreeningPageFilter,
        columns=_columns,
        default_sort="due",
        icon="clipboard-list",
        main_filters=("search", "state", "purpose"),
        empty_title=_("You have asked for no screening"),
        empty_text=_("Ask for one before a partnership or a donation: three short steps, and you follow it here."),
    ),
    order=60,
)
tables.add(
    "queue",
    Table(
        key="queue",
        title=_("Research queue"),
        url_name="duediligence:queue",
        rows=research_queue,
        filters=QueueFilter,
        columns=_columns,
        default_sort="due",
        icon="scan-search",
        main_filters=("search", "whose", "office", "purpose"),
        empty_title=_("Nothing waits for research"),
        empty_text=_("Requests stand here as soon as an office sends one, the most urgent first."),
    ),
    order=61,
)
tables.add(
    "screenings",
    Table(
        key="screenings",
        title=pgettext_lazy("navigation", "Screenings"),
        url_name="duediligence:screening_list",
        rows=all_screenings,
        filters=ScreeningPageFilter,
        columns=_columns,
        default_sort="-requested",
        icon="shield-check",
        main_filters=("search", "state", "office", "purpose", "rating"),
        empty_title=_("No screening has been asked for"),
        empty_text=_("Whatever an office asks for stands here for the whole organisation, with what was decided."),
    ),
    order=62,
)
