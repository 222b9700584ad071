"""Page by page without counting everything (docs/adr/0012)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from crm.core import locale

PAGE_SIZE = 50
# Counting stops here: "1,000+" says as much to a reader as 84,317, and costs a hundredth.
COUNTED = 1000
# The last page that can be turned to: the database reads and throws away all rows before a page.
LAST_PAGE = 200


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    number: int
    has_next: bool
    total: int
    more_than_total: bool

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * PAGE_SIZE + len(self.rows)

    @property
    def total_words(self) -> str:
        return locale.number(self.total, locale.current())

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def ends_early(self) -> bool:
        """There are more rows than pages; a filter or an export reaches them."""
        return self.number == LAST_PAGE and len(self.rows) == PAGE_SIZE and self.more_than_total


def capped_count(rows: QuerySet, *, at_most: int = 10 * COUNTED) -> str:
    """How many rows there are, in words: "1,204", or "10,000+" where counting on would cost more than it tells."""
    found = rows.order_by().values("pk")[: at_most + 1].count()
    words = locale.number(min(found, at_most), locale.current())
    return f"{words}+" if found > at_most else words


def _in_order(rows: QuerySet, ids: list[int]) -> list[Any]:
    """A row that went away between the two queries is left out."""
    read = rows.order_by().in_bulk(ids)
    return [read[pk] for pk in ids if pk in read]


def page_of(rows: QuerySet, asked: str, first_ids: Callable[[int], list[int] | None] = lambda _wanted: None) -> Page:
    """The page that the address asks for, else the first; two queries, one when the first page holds all.

    `first_ids(wanted)` answers the ids of so many first rows where that is faster than to let the database sort.
    """
    number = min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and int(asked) > 0 else 1
    start = (number - 1) * PAGE_SIZE
    ids = first_ids(start + PAGE_SIZE + 1)
    found = list(rows[start : start + PAGE_SIZE + 1]) if ids is None else _in_order(rows, ids[start:])
    here, beyond = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    if not beyond and (found or number == 1):
        return Page(here, number, has_next=False, total=start + len(here), more_than_total=False)
    total = rows.order_by().values("pk")[: COUNTED + 1].count()
    return Page(here, number, beyond and number < LAST_PAGE, min(total, COUNTED), total > COUNTED)
