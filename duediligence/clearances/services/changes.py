"""Suspending, reinstating and revoking a clearance; each with its reason, its event and its news on commit.

All raise Clearance.DoesNotExist, Stale, Forbidden, Conflict, or ValidationError on `reason`.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company
from crm.core import clock

from ... import signals
from ...enums import ClearanceDeed
from ...models import Clearance, ClearanceChange, Hit
from .. import policies
from ..selectors import listed_by_the_un


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


def suspend_by_rule(*, clearance: Clearance, hit: Hit, by: User | None, at: datetime) -> Clearance:
    """On a locked one that runs: a confirmed hit excludes its company. The reason is theirs who confirmed it."""
    clearance.suspended_at = at
    return _changed(clearance, ClearanceDeed.SUSPENDED, "suspended_at", by=by, at=at, reason=hit.reason, hit=hit)


@transaction.atomic
def reinstate(
    *, by: User, clearance_id: int, reason: str, version: int | None = None, at: datetime | None = None
) -> Clearance:
    """In force again. While a confirmed hit on a list of the United Nations stands, the highest two decide on that."""
    when, clearance = at or clock.now(), _locked(clearance_id)
    policies.may_reinstate(by, clearance, listed=listed_by_the_un(clearance.company_id)).require()
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
    clearance: Clearance,
    deed: ClearanceDeed,
    field: str,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    hit: Hit | None = None,
) -> Clearance:
    if not reason.strip():
        raise ValidationError(
            {"reason": ValidationError(_("Give a reason: the whole organisation reads it."), "required")}
        )
    clearance.save_changes(field)
    ClearanceChange.objects.create(clearance=clearance, deed=deed, by=by, at=at, reason=reason.strip(), hit=hit)
    recorder.record(verb=_VERBS[deed], subject=clearance, by=by, after={"reason": reason.strip(), **_because(hit)})
    if deed != ClearanceDeed.REINSTATED:
        transaction.on_commit(partial(signals.clearance_lapsed.send_robust, Clearance, clearance_id=clearance.pk))
    return clearance


def _because(hit: Hit | None) -> dict[str, Any]:
    """Of what was suspended by rule: the hit, its list, and the two who confirmed it."""
    if hit is None:
        return {}
    confirmed = [person.name for person in (hit.first_by, hit.resolved_by) if person]
    return {"hit": hit.pk, "list": hit.entry.watchlist.code, "party": hit.party.name, "confirmed_by": confirmed}


_VERBS = {
    ClearanceDeed.SUSPENDED: "clearance.suspended",
    ClearanceDeed.REINSTATED: "clearance.reinstated",
    ClearanceDeed.REVOKED: "clearance.revoked",
}
