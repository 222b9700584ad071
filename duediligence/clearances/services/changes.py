"""Suspending, reinstating and revoking a clearance; each with its reason, its event and its news on commit.

All raise Clearance.DoesNotExist, Stale, Forbidden, Conflict, or ValidationError on `reason`.
"""

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company
from crm.core import clock

from ... import signals
from ...enums import ClearanceDeed
from ...models import Clearance, ClearanceChange
from .. import policies


@transaction.atomic
def suspend(
    *, by: User, clearance_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Clearance:
    """Stops new activations and donations; what runs is left to a recorded decision (domain.md section 5)."""
    when, clearance = at or clock.now(), _locked(clearance_id)
    policies.may_suspend(by, clearance).require()
    clearance.expect_version(version)
    clearance.suspended_at = when
    return _changed(clearance, ClearanceDeed.SUSPENDED, "suspended_at", by=by, at=when, reason=reason)


@transaction.atomic
def reinstate(
    *, by: User, clearance_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Clearance:
    when, clearance = at or clock.now(), _locked(clearance_id)
    policies.may_reinstate(by, clearance).require()
    clearance.expect_version(version)
    clearance.suspended_at = None
    return _changed(clearance, ClearanceDeed.REINSTATED, "suspended_at", by=by, at=when, reason=reason)


@transaction.atomic
def revoke(
    *, by: User, clearance_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Clearance:
    """For good."""
    when, clearance = at or clock.now(), _locked(clearance_id)
    policies.may_revoke(by, clearance).require()
    clearance.expect_version(version)
    clearance.revoked_at = when
    return _changed(clearance, ClearanceDeed.REVOKED, "revoked_at", by=by, at=when, reason=reason)


def _locked(clearance_id: int) -> Clearance:
    """Company first, then the clearance: the order of the layers."""
    company_id = Clearance.objects.values_list("company_id", flat=True).get(pk=clearance_id)
    list(Company.objects.select_for_update(of=("self",), no_key=True).filter(pk=company_id).values_list("pk"))
    rows = Clearance.objects.select_for_update(of=("self",), no_key=True).select_related("company")
    return rows.get(pk=clearance_id)


def _changed(
    clearance: Clearance, deed: ClearanceDeed, field: str, *, by: User, at: datetime, reason: str
) -> Clearance:
    if not reason.strip():
        raise ValidationError(
            {"reason": ValidationError(_("Give a reason: the whole organisation reads it."), "required")}
        )
    clearance.save_changes(field)
    ClearanceChange.objects.create(clearance=clearance, deed=deed, by=by, at=at, reason=reason.strip())
    recorder.record(verb=_VERBS[deed], subject=clearance, by=by, after={"reason": reason.strip()})
    if deed != ClearanceDeed.REINSTATED:
        transaction.on_commit(partial(signals.clearance_lapsed.send_robust, Clearance, clearance_id=clearance.pk))
    return clearance


_VERBS = {
    ClearanceDeed.SUSPENDED: "clearance.suspended",
    ClearanceDeed.REINSTATED: "clearance.reinstated",
    ClearanceDeed.REVOKED: "clearance.revoked",
}
