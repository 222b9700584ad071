"""What becomes of a running partnership whose clearance no longer stands (domain.md section 5)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict
from duediligence.models import Clearance

from ...engagements.policies import may_change
from ...engagements.services import writing
from ...engagements.services.partnerships import run_under_clearance
from ...enums import ClosingCause, LapseDecision, Stage
from ...models import Engagement, LapseRuling, Partner
from .. import policies
from ..selectors import Lapse, lapses_of
from .moves import carry_out
from .telling import tell_of_ruling


@transaction.atomic
def rule_on_lapse(
    *, by: User, partner_id: int, decision: str, reason: str, version: int | None = None, on: date | None = None
) -> LapseRuling:
    """Continue, pause or terminate, by the authority of the clearance's risk, or a deputy; a later ruling takes the
    place of an earlier one.

    Raises Partner.DoesNotExist, Stale, Forbidden, ValidationError by field, or Conflict `stands` where the clearance
    stands, or another one that covers it.
    """
    day = on or clock.today()
    row, lapse = _locked(partner_id, on=day, version=version)
    if lapse is None:
        raise Conflict(_("This clearance stands: there is nothing to rule on."), "stands")
    held = access(by, on=day)
    policies.may_rule(held, lapse).require()
    if lapse.newer_id:
        raise Conflict(_("Another clearance in force covers it. Rely on that one instead."), "stands")
    reason = _told(decision, reason)
    voice = lapse.body.voice(held)
    holder = User.objects.get(pk=voice.holder_id) if voice and voice.holder_id else None
    ruling = LapseRuling.objects.create(
        partner=lapse.partner,
        clearance=lapse.clearance,
        lapsed_on=lapse.lapsed_on,
        decision=decision,
        reason=reason,
        by=by,
        on_behalf_of=holder,
        at=clock.now(),
    )
    told = {"company": str(lapse.company), "decision": decision, "reason": reason}
    tell_of_ruling(ruling=ruling, engagement=row, on=day)
    if decision == LapseDecision.TERMINATE:
        told_as = {"cause": ClosingCause.NO_CLEARANCE, "reason": reason}
        carry_out(row=row, target=Stage.TERMINATED, by=by, on_behalf_of=holder, **told_as)
        return ruling
    row.paused_at = clock.now() if decision == LapseDecision.PAUSE else None
    row.save_changes("paused_at")
    recorder.record(verb="partnership.lapse_ruled", subject=row, by=by, on_behalf_of=holder, after=told)
    return ruling


@transaction.atomic
def rely_on_newer(*, by: User, partner_id: int, version: int | None = None, on: date | None = None) -> Partner:
    """Go on under another clearance in force that covers purpose and amount; a pause for want of one ends.

    Raises Partner.DoesNotExist, Stale, Forbidden, Conflict `stands` where the one relied on stands, or `no_clearance`.
    """
    day = on or clock.today()
    row, lapse = _locked(partner_id, on=day, version=version)
    may_change(access(by, on=day), row, writing.office_ids(row)).require()
    if lapse is None:
        raise Conflict(_("The clearance that it relies on stands."), "stands")
    partner, former = lapse.partner, lapse.clearance
    run_under_clearance(partner, on=day)
    partner.save(update_fields=["clearance", "relied_on", "running"])
    if not lapses_of(row, on=day):
        row.paused_at = None
    row.save_changes("paused_at")
    recorder.record(
        verb="partnership.clearance_relied_on",
        subject=row,
        by=by,
        before={"company": str(partner.company), "clearance": former.pk},
        after={"company": str(partner.company), "clearance": partner.clearance_id},
    )
    return partner


@transaction.atomic
def take_up_again(*, by: User, partnership_id: int, version: int | None = None, on: date | None = None) -> Engagement:
    """End a pause once every clearance stands. Raises Stale, Forbidden, Conflict `wrong_state` or `no_clearance`."""
    day = on or clock.today()
    ids = Partner.objects.filter(engagement=partnership_id).values_list("company_id", flat=True)
    writing.locked_companies(list(ids), fresh=False)
    row = writing.locked(partnership_id)
    row.expect_version(version)
    policies.may_take_up_again(access(by, on=day), row, lapses_of(row, on=day)).require()
    row.paused_at = None
    row.save_changes("paused_at")
    recorder.record(verb="partnership.taken_up", subject=row, by=by)
    return row


def _locked(partner_id: int, *, on: date, version: int | None) -> tuple[Engagement, Lapse | None]:
    """Company, clearance, then the partnership; and how the clearance stands while nobody can change it."""
    partner = Partner.objects.get(pk=partner_id)
    writing.locked_companies([partner.company_id], fresh=False)
    list(Clearance.objects.select_for_update(of=("self",), no_key=True).filter(partners=partner_id))
    row = writing.locked(partner.engagement_id)
    row.expect_version(version)
    return row, next((each for each in lapses_of(row, on=on) if each.partner.pk == partner_id), None)


def _told(decision: str, reason: str) -> str:
    problems = {}
    if decision not in LapseDecision.values:
        problems["decision"] = ValidationError(_("Continue, pause or terminate: choose one."), code="invalid_choice")
    if not reason.strip():
        problems["reason"] = ValidationError(_("Say why: the whole organisation reads it."), code="required")
    if problems:
        raise ValidationError(problems)
    return reason.strip()
