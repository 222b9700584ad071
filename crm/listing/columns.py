"""What stands in a table: a column, and the cells that most tables need."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.db.models.expressions import Combinable, OrderBy

from .groups import Beside, Groups


@dataclass(frozen=True)
class Column:
    """One column, on the page and in a file.

    `cell(row)` gives what the page shows: text, or a SafeString. `source` is the ORM path or expression of the value
    in a file (the key, when it is a field), which `export(value)` words. `related` and `annotated` are what the cell
    reads beside the row, in the row's own query. With `lookup(ids, user) -> {id: value}` the value is read for all
    rows of a page, or of a chunk of a file, in one query; both `cell` and `export` are then given that value instead.
    `sort` names fields or expressions; `nullable` ones sort empty values last. Where no index of the rows has that
    order, `groups` says how a page is found without sorting all of them. `heading` is the file's heading: English and
    stable, since other people's spreadsheets stand on it.
    """

    key: str
    label: Any
    cell: Callable[[Any], Any]
    heading: str
    source: str | Combinable = ""
    export: Callable[[Any], Any] | None = None
    lookup: Callable[[Sequence[int], Any], Mapping[int, Any]] | None = None
    sort: Callable[[], Sequence[str | Combinable]] | Sequence[str] = ()
    groups: Groups | Beside | None = None
    nullable: bool = False
    related: tuple[str, ...] = ()
    annotated: Mapping[str, Any] = field(default_factory=dict)
    numeric: bool = False
    default: bool = True
    lead: bool = False
    on_phone: bool = True
    named_on_phone: bool = False
    sentence: bool = False

    @property
    def css(self) -> str:
        classes = {
            "table-lead": self.lead,
            "number": self.numeric,
            "wide-cell": not self.on_phone,
            "table-sentence": self.sentence,
        }
        return " ".join(name for name, on in classes.items() if on)

    @property
    def sortable(self) -> bool:
        return bool(self.sort)

    def ordering(self, *, descending: bool) -> list[OrderBy]:
        """The index of a column that is never empty serves both directions only without a word on nulls."""
        parts = self.sort() if callable(self.sort) else self.sort
        last = True if self.nullable else None
        expressions = [F(part) if isinstance(part, str) else part for part in parts]
        return [OrderBy(each, descending=descending, nulls_last=last) for each in expressions]  # type: ignore[arg-type]
