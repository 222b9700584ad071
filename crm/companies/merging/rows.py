"""Rows that point at a record are led to another one, and back."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet, UniqueConstraint

from crm.core import clock
from crm.core.models import Versioned

from ..registries import MergeReference


@dataclass(frozen=True)
class Split:
    """Rows of one column: those that can move, and those of which the other record has the like."""

    moving: list[int]
    staying: list[int]


def rows_at(reference: MergeReference, owner: Model) -> QuerySet[Any]:
    """All rows that point at the record, binned ones too."""
    rows: QuerySet[Any] = reference.model._base_manager.filter(**{reference.field: owner.pk})
    return rows.order_by("pk")


def split(reference: MergeReference, *, source: Model, target: Model, only: Collection[int] | None = None) -> Split:
    """`only` names the rows to look at; without it all of the source."""
    rows = rows_at(reference, source)
    if only is not None:
        rows = rows.filter(pk__in=only)
    if reference.model is type(source):
        # A subsidiary that is to be merged with its parent gets a parent of its own, as one of its fields.
        rows = rows.exclude(pk=target.pk)
    twins: set[int] = set()
    for columns, condition, nulls_equal in _identities(reference):
        theirs = set(rows_at(reference, target).filter(condition).values_list(*columns)) if columns else {()}
        if not columns and not rows_at(reference, target).exists():
            continue
        for pk, *values in rows.filter(condition).values_list("pk", *columns):
            if (nulls_equal or None not in values) and tuple(values) in theirs:
                twins.add(pk)
    if reference.same:
        twins |= set(reference.same(rows, target).values_list("pk", flat=True))
    ids = list(rows.values_list("pk", flat=True))
    return Split([pk for pk in ids if pk not in twins], [pk for pk in ids if pk in twins])


def _identities(reference: MergeReference) -> Iterator[tuple[tuple[str, ...], Q, bool]]:
    """What makes a row the only one of its kind at its record: other columns, when, and whether empty is a value."""
    meta, field = reference.model._meta, reference.field
    if meta.get_field(field).unique:
        yield (), Q(), False
    for names in meta.unique_together:
        if field in names:
            yield tuple(name for name in names if name != field), Q(), False
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field in constraint.fields:
            columns = tuple(name for name in constraint.fields if name != field)
            yield columns, constraint.condition or Q(), constraint.nulls_distinct is False


def lead(reference: MergeReference, ids: Iterable[int], *, start: Model, end: Model) -> list[int]:
    """Let these rows point at the other record; answers those that did point at the first one until now."""
    rows = rows_at(reference, start).filter(pk__in=list(ids))
    led = list(rows.values_list("pk", flat=True))
    if not led:
        return []
    if reference.touches:
        _touch(reference, led)
    changes: dict[str, Any] = {reference.field: end.pk}
    if issubclass(reference.model, Versioned):
        changes |= {"version": F("version") + 1, "updated_at": clock.now()}
    reference.model._base_manager.filter(pk__in=led).update(**changes)
    return led


def _touch(reference: MergeReference, ids: list[int]) -> None:
    """The records that show these rows differ from what readers have of them."""
    owners = reference.model._base_manager.filter(pk__in=ids).values(reference.touches)
    model = reference.model._meta.get_field(reference.touches).related_model
    model._base_manager.filter(pk__in=owners).update(version=F("version") + 1, updated_at=clock.now())
