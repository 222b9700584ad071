"""Whether an agreement goes on: decided by a person, or by itself as it says (domain.md section 4)."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from duediligence import clearance as due_diligence
from duediligence.enums import Purpose

from ...engagements.rights import voice
from ...engagements.services import writing
from ...enums import EngagementKind, RenewalMode, Stage
from ...models import Agreement, Engagement, Partner, Renewal
from .. import policies, selectors

# Of an agreement that says neither since when it runs nor for how long.
USUAL_TERM = relativedelta(months=12)
LONGEST = relativedelta(years=50)


@transaction.atomic
def decide_renewal(
    *,
    by: User,
    partnership_id: int,
    until: date | None,
    reason: str,
    version: int | None = None,
    on: date | None = None,
) -> Renewal:
    """Renew until a day, or not (`until` is None); how every company was cleared is kept with the decision.

    `version` is the agreement's. Raises Stale, Forbidden, ValidationError by field, or Conflict `no_clearance` where a
    clearance is not in force.
    """
    day = on or clock.today()
    row, partners, agreement = _locked(partnership_id, on=day)
    held = access(by, on=day)
    policies.may_decide_renewal(held, row, agreement).require()
    assert agreement is not None  # noqa: S101 (the policy has said so)
    agreement.expect_version(version)
    told = _told(agreement, until, reason)
    cleared = selectors.cleared(partners, on=day)
    if until:
        policies.may_renew_under(cleared).require()
    role = voice(held, row)
    holder = User.objects.get(pk=role.holder_id) if role and role.holder_id else None
    return _write(row, agreement, until, told, cleared, by=by, on_behalf_of=holder)


@transaction.atomic
def renew_by_itself(*, agreement_id: int, on: date) -> Renewal | None:
    """Extend an agreement that is renewed automatically and has come to its last day, by as long as it ran.

    None where there is nothing to do, or a clearance does not stand: then a person is asked. Safe to run twice.
    """
    partnership_id = Agreement.objects.values_list("engagement_id", flat=True).get(pk=agreement_id)
    row, partners, agreement = _locked(partnership_id, on=on)
    if agreement is None or not _is_due(row, agreement, on=on):
        return None
    cleared = selectors.cleared(partners, on=on)
    if row.paused_at or not policies.may_renew_under(cleared):
        return None
    until: Any = agreement.ends_on
    while until <= on:
        until = _after(agreement, until)
    return _write(row, agreement, until, _("As the agreement says: it is renewed automatically."), cleared, by=None)


def renew_all_by_themselves(*, on: date) -> int:
    """Each in a transaction of its own; how many were extended."""
    rows = Agreement.objects.filter(
        renewal=RenewalMode.AUTOMATIC,
        signed_on__isnull=False,
        ends_on__lte=on,
        engagement__stage=Stage.ACTIVE,
        engagement__binned_at=None,
    )
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(renew_by_itself(agreement_id=pk, on=on) is not None for pk in ids)


def _locked(partnership_id: int, *, on: date) -> tuple[Engagement, list[Partner], Agreement | None]:
    """Company, clearance, partnership, agreement: the order in which everybody locks."""
    ids = Partner.objects.filter(engagement=partnership_id).values_list("company_id", flat=True)
    writing.locked_companies(list(ids), fresh=False)
    partners = list(Partner.objects.filter(engagement=partnership_id).select_related("company").order_by("company_id"))
    for each in partners:
        due_diligence.current(each.company, purpose=Purpose.PARTNERSHIP, amount=each.covered_usd, on=on, lock=True)
    row = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    return row, partners, Agreement.objects.select_for_update().filter(engagement=row).first()


def _is_due(row: Engagement, agreement: Agreement, *, on: date) -> bool:
    if agreement.renewal != RenewalMode.AUTOMATIC or not policies.runs(row, agreement):
        return False
    if agreement.ends_on is None or agreement.ends_on > on:
        return False
    return not agreement.renewals.filter(until=None, was_until=agreement.ends_on).exists()


def _after(agreement: Agreement, until: date) -> date:
    """As long again as the agreement ran at first."""
    if agreement.starts_on is None or agreement.ends_on is None:
        return until + USUAL_TERM
    first = agreement.renewals.order_by("pk").first()
    ended = first.was_until if first and first.was_until else agreement.ends_on
    term = relativedelta(ended + timedelta(days=1), agreement.starts_on)
    return until + (term if ended > agreement.starts_on else USUAL_TERM)


def _told(agreement: Agreement, until: date | None, reason: str) -> str:
    problems = {}
    if not reason.strip():
        problems["reason"] = ValidationError(_("Say why: others will look for it."), code="required")
    if until and agreement.ends_on and until <= agreement.ends_on:
        problems["ends_on"] = ValidationError(_("Choose a day after its present end."), code="not_later")
    if until and until > clock.today() + LONGEST:
        problems["ends_on"] = ValidationError(_("Check the year."), code="out_of_range")
    if problems:
        raise ValidationError(problems)
    return reason.strip()


def _write(
    row: Engagement,
    agreement: Agreement,
    until: date | None,
    reason: str,
    cleared: list[selectors.Cleared],
    *,
    by: User | None,
    on_behalf_of: User | None = None,
) -> Renewal:
    was = agreement.ends_on
    kept = [
        {
            "company": each.company,
            "state": each.state,
            "valid_until": each.valid_until.isoformat() if each.valid_until else None,
        }
        for each in cleared
    ]
    renewal = Renewal.objects.create(
        agreement=agreement,
        was_until=was,
        until=until,
        reason=reason,
        clearances=kept,
        by=by,
        on_behalf_of=on_behalf_of,
        at=clock.now(),
    )
    if until:
        agreement.ends_on = until
        agreement.save_changes("ends_on")
        # A partnership that was to end with its agreement goes on with it.
        if row.ends_on and row.ends_on == was:
            row.ends_on = until
            row.save_changes("ends_on")
    recorder.record(
        verb="agreement.renewed" if until else "agreement.not_renewed",
        subject=row,
        by=by,
        on_behalf_of=on_behalf_of,
        before={"ends_on": was.isoformat() if was else None},
        after={"ends_on": until.isoformat() if until else None, "reason": reason, "clearances": kept},
    )
    return renewal
