"""Entries of the lists and hits, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Case, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import HitState
from ..models import Hit, ListEntry
from . import cells
from .filters import EntryPageFilter, HitPageFilter


def _entries(user: Any) -> Any:
    return ListEntry.objects.visible_to(user)


def _hits(user: Any) -> Any:
    return Hit.objects.visible_to(user)


def reasons_of(ids: Sequence[int], _user: Any) -> Mapping[int, Any]:
    return dict(Hit.objects.filter(pk__in=ids).values_list("pk", "reasons"))


def countries_of(ids: Sequence[int], _user: Any) -> Mapping[int, list[str]]:
    return dict(ListEntry.objects.filter(pk__in=ids).values_list("pk", "countries"))


def births_of(ids: Sequence[int], _user: Any) -> Mapping[int, list[str]]:
    return dict(ListEntry.objects.filter(pk__in=ids).values_list("pk", "birth_dates"))


def _by_score() -> Sequence[str | Combinable]:
    """Open ones before what is handled."""
    return [
        Case(When(state=HitState.OPEN, then=Value(True)), default=Value(False), output_field=BooleanField()),
        "score",
    ]


def _entry_columns() -> list[Column]:
    return [
        Column("name", _("Name"), cells.named, "Name", source="name", sort=("name", "pk"), lead=True),
        Column(
            "list", _("Watch list"), cells.watchlist, "List", source="watchlist__name", related=("watchlist",),
            named_on_phone=True,
        ),
        Column("kind", _("Kind"), cells.kind, "Kind", export=cells.KINDS.get),
        Column(
            "countries", _("Countries"), cells.places_of, "Countries", lookup=countries_of, export=cells.places_of
        ),
        Column("births", _("Born"), cells.births_of, "Born", lookup=births_of, export=cells.births_of),
        Column("program", _("Program"), cells.program, "Program", on_phone=False),
        Column("reference", _("Reference"), cells.reference, "Reference", on_phone=False),
        Column(
            "listed", _("Listed on"), cells.listed, "Listed on", source="listed_on", sort=("listed_on", "pk"),
            nullable=True, on_phone=False,
        ),
    ]  # fmt: skip


def _hit_columns() -> list[Column]:
    return [
        Column(
            "party", _("Our party"), cells.party, "Party", source="party__name", lead=True,
            related=("party__screening__company",),
        ),
        Column(
            "entry", _("Listed party"), cells.entry, "Listed party", source="entry__name",
            related=("entry__watchlist",), named_on_phone=True,
        ),
        Column("score", _("Likeness"), cells.score, "Score", source="score", sort=_by_score),
        Column("why", _("What agrees and differs"), cells.why, "Reasons", lookup=reasons_of, export=cells.why),
        Column("state", _("State"), cells.state, "State", export=cells.STATES.get),
        Column(
            "found", _("Found"), cells.found, "Found (UTC)", source="found_at", sort=("found_at", "pk"), on_phone=False
        ),
        Column(
            "company", _("Company"), lambda row: row.party.screening.company.legal_name, "Company",
            source="party__screening__company__legal_name", default=False, on_phone=False,
        ),
        Column(
            "reason", _("Reason"), lambda row: row.reason, "Reason", default=False, on_phone=False,
        ),
    ]  # fmt: skip


tables.add(
    "list_entries",
    Table(
        key="list_entries",
        title=_("Entries of the watch lists"),
        url_name="duediligence:entries",
        rows=_entries,
        filters=EntryPageFilter,
        columns=_entry_columns,
        default_sort="name",
        icon="list-checks",
        main_filters=("q", "watchlist", "kind", "listed"),
        empty_title=_("No entry like this"),
        empty_text=_("Try another spelling, or look whether the list is loaded."),
    ),
    order=62,
)
tables.add(
    "hits",
    Table(
        key="hits",
        title=_("Hits in watch lists"),
        url_name="duediligence:hits",
        rows=_hits,
        filters=HitPageFilter,
        columns=_hit_columns,
        default_sort="-score",
        icon="scan-search",
        main_filters=("q", "state", "watchlist", "strong", "company"),
        empty_title=_("Nothing to look at"),
        empty_text=_("No hit waits for an answer. After each load all our parties are looked up by themselves."),
    ),
    order=61,
)
