"""Changing many rows at once, and taking it back. The service behind a table writes the trail, an event a row."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core import clock

from .. import policies
from ..enums import BulkState
from ..models import BulkChange
from ..registries import BulkEditing, Outcome, Table


def preview(*, table: Table, ids: Sequence[int], changes: dict[str, Any], by: User) -> Outcome:
    """What `apply` would do, by the same rules; nothing is written. Raises Forbidden, Conflict."""
    return _editing(table, ids, by).preview(ids=ids, changes=changes, by=by)


@transaction.atomic
def apply(*, table: Table, ids: Sequence[int], changes: dict[str, Any], by: User) -> tuple[BulkChange | None, Outcome]:
    """Change the rows that may be changed, and keep what they were. Raises Forbidden, Conflict."""
    outcome = _editing(table, ids, by).apply(ids=ids, changes=changes, by=by)
    if not outcome.changed:
        return None, outcome
    rows = {str(row.id): row.kept() for row in outcome.changed}
    return BulkChange.objects.create(table=table.key, changes=changes, rows=rows, by=by), outcome


@transaction.atomic
def undo(*, change: BulkChange, table: Table, by: User) -> Outcome:
    """Put back what nobody has changed since; the rest is kept and listed. Raises Forbidden, Conflict."""
    change = BulkChange.objects.select_for_update(of=("self",)).select_related("by").get(pk=change.pk)
    policies.may_undo(access(by), change).require()
    outcome = _bulk(table).undo(rows={int(pk): row for pk, row in change.rows.items()}, by=by)
    change.state, change.undone_at = BulkState.UNDONE, clock.now()
    change.kept = [{"id": row.id, "label": row.label, "reason": str(row.reason)} for row in outcome.kept]
    change.save(update_fields=["state", "undone_at", "kept"])
    return outcome


def _editing(table: Table, ids: Sequence[int], by: User) -> BulkEditing:
    editing = _bulk(table)
    editing.may(by).require()
    policies.may_change_many(len(ids)).require()
    return editing


def _bulk(table: Table) -> BulkEditing:
    if table.bulk is None:
        raise LookupError(f"The table {table.key!r} has no bulk changes.")
    return table.bulk
