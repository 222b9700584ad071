"""Reading the row versions of a record and of what belongs to it, in a fixed number of queries for each table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, OuterRef, Q, Subquery

from .models import AuditEvent
from .wording import Words, field_of

# Kept with each version, and of no use to a reader.
BOOKKEEPING = {
    "id", "version", "created_at", "updated_at", "created_by", "binned_at", "binned_by", "sort_name", "path",
}  # fmt: skip


# (context, or the moment of a change without one, or the number of a deed that changed no row)
Key = tuple[str | None, datetime | None, int | None]


@dataclass(frozen=True, slots=True)
class Source:
    """An event table and the column that ties its rows to the record."""

    model: type[Model]
    events: type[Model]
    column: str
    own: bool


@cache
def event_models() -> dict[type[Model], type[Model]]:
    """The event table of each tracked model."""
    return {m.pgh_tracked_model: m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}


def sources_of(record: Model, related: dict[str, str]) -> list[Source]:
    own = Source(type(record), event_models()[type(record)], "pgh_obj_id", own=True)
    others = [(apps.get_model(label), name) for label, name in related.items()]
    return [own, *(Source(m, event_models()[m], m._meta.get_field(name).column, own=False) for m, name in others)]


_VERSIONS = """
    SELECT pgh_context_id AS context, CASE WHEN pgh_context_id IS NULL THEN pgh_created_at END AS moment,
        NULL::bigint AS deed, pgh_created_at AS at
    FROM {table} WHERE {column} = %s
"""


def deed_keys(record: Model, sources: list[Source], *, limit: int, offset: int) -> dict[Key, datetime]:
    """What touched the record, newest first: by its context, by its moment where it had none, or a deed alone."""
    quote = connection.ops.quote_name
    # Only names of our own tables and columns are put into the statement.
    parts = [
        _VERSIONS.format(table=quote(source.events._meta.db_table), column=quote(source.column)) for source in sources
    ]
    parts.append(
        "SELECT context_id, NULL, CASE WHEN context_id IS NULL THEN id END, at "
        "FROM audit_auditevent WHERE subject_type = %s AND subject_id = %s"
    )
    values = [*(record.pk for _source in sources), record._meta.label_lower, str(record.pk), limit, offset]
    statement = (
        f"SELECT context, moment, deed, max(at) FROM ({' UNION ALL '.join(parts)}) AS change "  # noqa: S608
        "GROUP BY context, moment, deed ORDER BY max(at) DESC, deed DESC LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {(context and str(context), moment, deed): at for context, moment, deed, at in cursor.fetchall()}


@dataclass(slots=True)
class Row:
    """A version with the one before it."""

    source: Source
    event: Any
    previous: Any

    @property
    def key(self) -> Key:
        context = self.event.pgh_context_id
        return (str(context), None, None) if context else (None, self.event.pgh_created_at, None)

    def columns(self) -> Iterable[tuple[str, Any]]:
        for each in self.source.events._meta.concrete_fields:
            if not each.name.startswith("pgh_") and each.name not in BOOKKEEPING and not self._is_tie(each):
                yield each.name, field_of(self.source.model, each.name)

    def _is_tie(self, each: Any) -> bool:
        return not self.source.own and each.column == self.source.column

    def pair(self, name: str) -> tuple[Any, Any]:
        attname = self.source.events._meta.get_field(name).attname  # type: ignore[union-attr]
        old = getattr(self.previous, attname) if self.previous else None
        new = getattr(self.event, attname)
        return (new, None) if self.event.pgh_label == "delete" else (old, new)

    def want(self, words: Words) -> None:
        for name, column in self.columns():
            for value in self.pair(name):
                words.want(column, value)


def rows_of(source: Source, record: Model, keys: Iterable[Key]) -> list[Row]:
    """The versions of these deeds and, for each, the version before."""
    contexts = [context for context, _moment, _deed in keys if context]
    moments = [moment for _context, moment, _deed in keys if moment]
    earlier = source.events._base_manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    events = (
        source.events._base_manager.filter(**{_lookup(source): record.pk})
        .filter(Q(pgh_context_id__in=contexts) | Q(pgh_context_id=None, pgh_created_at__in=moments))
        .annotate(previous_id=Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1]))
        .order_by("pgh_id")
    )
    found = list(events)
    before = source.events._base_manager.in_bulk({event.previous_id for event in found} - {None})
    return [Row(source, event, before.get(event.previous_id)) for event in found]


def _lookup(source: Source) -> str:
    return next(f.attname for f in source.events._meta.concrete_fields if f.column == source.column)


def deeds_of(record: Model, rows: list[Row], keys: Iterable[Key]) -> list[tuple[Key, AuditEvent]]:
    """What services noted about the record, or about what belongs to it, in these contexts."""
    contexts = [context for context, _moment, _deed in keys if context]
    alone = [deed for _context, _moment, deed in keys if deed]
    subjects = Q(subject_type=record._meta.label_lower, subject_id=str(record.pk))
    parts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not row.source.own:
            parts[row.source.model._meta.label_lower].add(str(row.event.pgh_obj_id))
    for label, ids in parts.items():
        subjects |= Q(subject_type=label, subject_id__in=ids)
    noted = AuditEvent.objects.filter(Q(pk__in=alone) | (Q(context_id__in=contexts) & subjects)).order_by("at", "pk")
    return [((str(deed.context_id), None, None) if deed.context_id else (None, None, deed.pk), deed) for deed in noted]
