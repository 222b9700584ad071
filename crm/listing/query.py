"""What an address asks of a table: which rows, in which order, with which columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise

from .chips import Chip, chips_of
from .columns import Column
from .registries import Table

# Neither filters nor part of what a saved view keeps.
_PLACE = ("page", "view")
_OWN = ("sort", "col", *_PLACE)


class TableQuery:
    """Read once for each request; the same for the page, a saved view, a bulk change and an export."""

    def __init__(self, table: Table, parameters: QueryDict | str, user: Any) -> None:
        self.table = table
        self.user = user
        self.parameters = QueryDict(parameters) if isinstance(parameters, str) else parameters
        self.all_columns = list(table.columns())
        self._by_key = {column.key: column for column in self.all_columns}

    @cached_property
    def columns(self) -> list[Column]:
        """Those asked for, in the table's order, the first one always; the default ones when none is named."""
        asked = set(self.parameters.getlist("col")) & self._by_key.keys()
        return [
            column
            for place, column in enumerate(self.all_columns)
            if (column.key in asked if asked else column.default) or place == 0
        ]

    @cached_property
    def sort(self) -> str:
        """The sort in force: a sortable column's key, with a minus for descending."""
        asked = self.parameters.get("sort", "")
        column = self._by_key.get(asked.removeprefix("-"))
        return asked if column and column.sortable else self.table.default_sort

    @cached_property
    def filterset(self) -> django_filters.FilterSet:
        return self.table.filters(self.parameters, queryset=self.table.rows(self.user), request=_Reader(self.user))

    @cached_property
    def rows(self) -> QuerySet:
        """What matches, in order; the id breaks ties, so that no row is on two pages."""
        column = self._by_key[self.sort.removeprefix("-")]
        down = self.sort.startswith("-")
        # The column of the order need not be among those shown.
        found = self.filterset.qs.annotate(**column.annotated)
        return found.order_by(*column.ordering(descending=down), "-pk" if down else "pk")

    def first_ids(self, wanted: int) -> list[int] | None:
        """The first rows' ids, where the order is found another way; None where the rows have an index of it."""
        way = self._by_key[self.sort.removeprefix("-")].groups
        if way is None:
            return None
        return way.first_ids(self.filterset.qs, descending=self.sort.startswith("-"), wanted=wanted)

    @cached_property
    def main_fields(self) -> list[BoundField]:
        return [self.filterset.form[name] for name in self.table.main_filters]

    @cached_property
    def more_fields(self) -> list[BoundField]:
        return [field for field in self.filterset.form if field.name not in self.table.main_filters]

    @cached_property
    def more_in_force(self) -> bool:
        """A filter among those that are folded away is in force, or was refused."""
        names = {field.name for field in self.more_fields}
        return bool(names & {chip["key"] for chip in self.chips} or names & self.filterset.form.errors.keys())

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, each in words."""
        return chips_of(self.filterset)

    @cached_property
    def kept(self) -> str:
        """Filters, order and columns as a query string: what a saved view keeps."""
        return self._without(*_PLACE)

    def others(self, *names: str) -> list[tuple[str, str]]:
        """The parameters beside those named, for hidden inputs."""
        query = self._copy_without(*names)
        return [(key, value) for key, values in query.lists() for value in values if value != ""]

    @cached_property
    def beside_filters(self) -> list[tuple[str, str]]:
        names = {key for key in self.parameters if key not in _OWN}
        return self.others("page", *names)

    @cached_property
    def beside_columns(self) -> list[tuple[str, str]]:
        return self.others("page", "col")

    def rows_with_related(self) -> QuerySet:
        """With what the cells of the columns shown read of other tables."""
        related = {path for column in self.columns for path in column.related}
        beside = {name: what for column in self.columns for name, what in column.annotated.items()}
        rows = self.rows.annotate(**beside)
        return rows.select_related(*sorted(related)) if related else rows

    def looked_up(self, ids: list[int]) -> dict[str, Mapping[int, Any]]:
        """For each column that needs it, {id: value}: one query each, however many rows."""
        return {c.key: c.lookup(ids, self.user) for c in self.columns if c.lookup} if ids else {}

    def _copy_without(self, *names: str) -> QueryDict:
        query = self.parameters.copy()
        for name in names:
            query.pop(name, None)
        for key in [key for key in query if not any(query.getlist(key))]:
            del query[key]
        return query

    def _without(self, *names: str) -> str:
        return self._copy_without(*names).urlencode()


class _Reader:
    """Stands for the request where filters only ask who reads."""

    def __init__(self, user: Any) -> None:
        self.user = user


class _Words(dict[Any, Any]):
    """The words of each value that occurs, asked for once."""

    def __init__(self, export: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._export = export

    def __missing__(self, value: Any) -> Any:
        words = self._export(value)
        self[value] = words = str(words) if isinstance(words, Promise) else words
        return words


def file_rows(query: TableQuery, *, chunk: int = 2000) -> Iterator[Sequence[Any]]:
    """The rows of a file: plain values by a server-side cursor, worded column by column, never model instances."""
    plain = [column for column in query.columns if not column.lookup]
    names = {column.key: f"_{column.key}" for column in plain if not isinstance(column.source, str)}
    found = query.rows.annotate(**{names[c.key]: c.source for c in plain if c.key in names})
    paths = [names.get(column.key) or column.source or column.key for column in plain]
    values = found.values_list("pk", *paths).iterator(chunk_size=chunk)
    place = {column.key: number for number, column in enumerate(plain, start=1)}
    words = {column.key: _Words(column.export) for column in plain if column.export}
    while batch := list(islice(values, chunk)):
        read = list(zip(*batch, strict=True))
        looked = query.looked_up(list(read[0]))
        yield from zip(*(_column(c, read, place, words, looked) for c in query.columns), strict=True)


def _column(
    column: Column,
    read: list[tuple[Any, ...]],
    place: Mapping[str, int],
    words: Mapping[str, _Words],
    looked: Mapping[str, Mapping[int, Any]],
) -> Sequence[Any]:
    """One column of a chunk."""
    if column.lookup:
        known, export = looked[column.key], column.export or _same
        return [None if (value := known.get(pk)) is None else export(value) for pk in read[0]]
    values = read[place[column.key]]
    return [words[column.key][value] for value in values] if column.export else values


def _same(value: Any) -> Any:
    return value
