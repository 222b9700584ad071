"""What an office did with its grant."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Proposal
from .. import policies
from . import writing
from .data import ReportData


@transaction.atomic
def report_back(
    *, by: User, proposal_id: int, data: ReportData, version: int | None = None, on: date | None = None
) -> Proposal:
    """The report, or a better one in its place. No more was spent than awarded.

    Raises Stale, Forbidden, Conflict `not_awarded`, or ValidationError by field.
    """
    day = on or clock.today()
    proposal = writing.locked_proposal(proposal_id, with_call=False)
    policies.may_report(access(by, on=day), proposal).require()
    proposal.expect_version(version)
    before = _told(proposal) if proposal.reported_on else {}
    _check(proposal, data, on=day)
    proposal.report, proposal.spent_usd, proposal.reported_on = data.text.strip(), data.spent_usd, data.reported_on
    after = _told(proposal)
    if after != before:
        proposal.save_changes("report", "spent_usd", "reported_on")
        recorder.record(verb="proposal.reported", subject=proposal, by=by, before=before, after=after)
    return proposal


def _check(proposal: Proposal, data: ReportData, *, on: date) -> None:
    problems: dict[str, Any] = {}
    if not data.text.strip():
        problems["report"] = ValidationError(_("Say what was done with the grant."), code="required")
    if data.spent_usd < 0:
        problems["spent_usd"] = ValidationError(_("An amount is not negative."), code="negative")
    elif proposal.awarded_usd is not None and data.spent_usd > proposal.awarded_usd:
        text = _(
            "%(awarded)s was awarded. Enter what the grant paid for; what somebody else paid is a contribution to "
            "the engagement."
        )
        words = text % {"awarded": policies.usd(proposal.awarded_usd)}
        problems["spent_usd"] = ValidationError(words, code="above_award")
    if data.reported_on > on:
        problems["reported_on"] = ValidationError(_("This day is still to come."), code="in_the_future")
    elif proposal.decided_at and data.reported_on < proposal.decided_at.date():
        problems["reported_on"] = ValidationError(_("That was before the award."), code="before_award")
    if problems:
        raise ValidationError(problems)


def _told(proposal: Proposal) -> dict[str, Any]:
    day = proposal.reported_on.isoformat() if proposal.reported_on else None
    return {"report": proposal.report, "spent_usd": f"{proposal.spent_usd:.2f}", "reported_on": day}
