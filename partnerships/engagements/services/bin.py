"""Entries by mistake go to the bin and come back; nothing that began does."""

from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Engagement
from .. import policies
from . import writing


@transaction.atomic
def bin_engagement(*, by: User, engagement_id: int, version: int | None = None) -> Engagement:
    """Raises Stale, Forbidden, or Conflict `began`."""
    row = writing.locked(engagement_id)
    policies.may_change(access(by), row, writing.office_ids(row)).require()
    row.expect_version(version)
    policies.may_bin(row).require()
    return _set_binned(row, by=by, binned=True)


@transaction.atomic
def restore_engagement(*, by: User, engagement_id: int) -> Engagement:
    row = writing.locked(engagement_id)
    policies.may_change(access(by), row, writing.office_ids(row)).require()
    policies.may_restore(row).require()
    return _set_binned(row, by=by, binned=False)


def _set_binned(row: Engagement, *, by: User, binned: bool) -> Engagement:
    row.binned_at, row.binned_by = (clock.now(), by) if binned else (None, None)
    row.save_changes("binned_at", "binned_by")
    verb = f"{row.kind}.{'binned' if binned else 'restored'}"
    recorder.record(verb=verb, subject=row, by=by, after={"title": row.title})
    return row
