"""The board: partnerships by stage, the newest moved first, so many of each (ux.md, page 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from ...enums import PIPELINE, Stage
from ...models import Partner
from .lapses import lapse_states
from .stalled import stalled_ids

COLUMNS = (*PIPELINE, Stage.ACTIVE)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Card:
    partnership: Any
    companies: Sequence[str]
    days: int
    stalled: bool
    lapsed: bool


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """`following` is how many stand before the next ones; 0 where all are shown."""

    stage: Stage
    count: int
    cards: Sequence[Card]
    following: int

    @property
    def label(self) -> Any:
        return self.stage.label


def board(rows: Any, *, on: date) -> list[BoardColumn]:
    """The first cards of each column; a fixed number of queries, however many partnerships there are."""
    rows = rows.filter(stage__in=COLUMNS)
    counts = dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))
    place = Window(RowNumber(), partition_by="stage", order_by=[F("stage_since").desc(), F("pk").desc()])
    first = list(rows.annotate(place=place).filter(place__lte=SHOWN).select_related("lead_office").order_by("place"))
    cards = _cards(first, on=on)
    return [_column(stage, counts.get(stage.value, 0), cards, 0) for stage in COLUMNS]


def board_column(rows: Any, stage: str, *, after: int, on: date) -> BoardColumn:
    """The next cards of one column."""
    rows = rows.filter(stage=stage)
    some = rows.select_related("lead_office").order_by("-stage_since", "-pk")[after : after + SHOWN]
    return _column(Stage(stage), rows.count(), _cards(list(some), on=on), after)


def card_of(partnership: Any, *, on: date) -> Card:
    return _cards([partnership], on=on)[0]


def _column(stage: Stage, count: int, cards: Sequence[Card], after: int) -> BoardColumn:
    own = [card for card in cards if card.partnership.stage == stage]
    shown = after + len(own)
    return BoardColumn(stage, count, own, shown if shown < count else 0)


def _cards(rows: Sequence[Any], *, on: date) -> list[Card]:
    ids = [row.pk for row in rows]
    names: dict[int, list[str]] = {}
    partners = Partner.objects.filter(engagement__in=ids).order_by("engagement", "-lead", "pk")
    for pk, name in partners.values_list("engagement_id", "company__legal_name"):
        names.setdefault(pk, []).append(name)
    stalled, lapsed = stalled_ids(ids, on=on), lapse_states(ids, on=on)
    return [
        Card(row, names.get(row.pk, ()), (on - row.stage_since.date()).days, row.pk in stalled, row.pk in lapsed)
        for row in rows
    ]
