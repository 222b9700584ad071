"""Orders that no index of the rows has: countries in the reader's alphabet, offices by their names, the last contact.

The database would sort all rows for the first fifty. Instead each group is read, in the order of the groups, from an
index on (its field, the order within), and only until the page is full; or the rows are read in the order of another
table, which has that index.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy, RawSQL

# So many groups are asked in one statement: few at first, as they mostly fill the page.
FIRST, THEN = 20, 400


@dataclass(frozen=True)
class Groups:
    """`values()` of the model's `field` in their order; rows of one value are in the order of the field `within`."""

    field: str
    values: Callable[[], Sequence[Any]]
    within: str

    def first_ids(self, rows: QuerySet, *, descending: bool, wanted: int) -> list[int]:
        """The ids of the first rows in the order of the groups; rows of no group stand last in either direction."""
        values = list(self.values())
        order = [OrderBy(F(each), descending=descending) for each in (self.within, "pk")]
        found: list[int] = []
        for some in _portions(values[::-1] if descending else values):
            found += _ids_of(rows.order_by(*order), self, some, descending=descending, wanted=wanted - len(found))
            if len(found) >= wanted:
                return found
        others = rows.exclude(**{f"{self.field}__in": values}).order_by(*order)
        return found + list(others.values_list("pk", flat=True)[: wanted - len(found)])


@dataclass(frozen=True)
class Beside:
    """`field` of a table that has at most one row for each of ours, as "last_contact__occurred_on"."""

    table: str
    field: str

    def first_ids(self, rows: QuerySet, *, descending: bool, wanted: int) -> list[int]:
        """The ids of the first rows in that table's order; rows that are not in it stand last in either direction."""
        keys = (f"{self.table}__{self.field}", f"{self.table}__pk")
        known = rows.filter(**{f"{self.table}__isnull": False})
        known = known.order_by(*(OrderBy(F(key), descending=descending) for key in keys))
        found = list(known.values_list("pk", flat=True)[:wanted])
        if len(found) < wanted:
            others = rows.filter(**{self.table: None}).order_by("-pk" if descending else "pk")
            found += others.values_list("pk", flat=True)[: wanted - len(found)]
        return found


def _portions(values: list[Any]) -> Iterator[list[Any]]:
    start, size = 0, FIRST
    while start < len(values):
        yield values[start : start + size]
        start, size = start + size, THEN


def _ids_of(rows: QuerySet, groups: Groups, values: list[Any], *, descending: bool, wanted: int) -> list[int]:
    one = rows.filter(**{groups.field: RawSQL("groups.value", ())})
    try:
        sql, parameters = one.values("pk", groups.within)[:wanted].query.sql_with_params()
    except EmptyResultSet:
        return []
    way = "desc" if descending else "asc"
    statement = f"""
        select found.pk from unnest(%s) with ordinality as groups (value, place), lateral ({sql}) as found
        order by groups.place, found."{groups.within}" {way}, found.pk {way} limit {wanted:d}
    """  # noqa: S608 (Django's own statement, and names from our code)
    with connection.cursor() as cursor:
        cursor.execute(statement, [values, *parameters])
        return [row[0] for row in cursor.fetchall()]
