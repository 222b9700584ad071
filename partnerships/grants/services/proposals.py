"""Proposals for a small grant: drafted, changed, sent before the deadline, withdrawn by their office."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries as known_countries

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import ProposalState
from ...models import BudgetLine, Engagement, Proposal
from .. import policies
from . import writing
from .data import BudgetData, ProposalData

OWN = ("title", "department", "summary", "countries")


@transaction.atomic
def draft_proposal(*, by: User, call_id: int, data: ProposalData, on: date | None = None) -> Proposal:
    """For an own office that the call is open to. Raises Forbidden, Conflict, or ValidationError by field."""
    day = on or clock.today()
    call = writing.locked_call(call_id)
    held, eligible = access(by, on=day), writing.eligible_ids(call)
    policies.may_propose(held, call, eligible=eligible, on=day, office_id=data.office_id).require()
    proposal = Proposal(call=call)
    _fill(proposal, data, on=day)
    proposal.save()
    _set_budget(proposal, data)
    recorder.record(verb="proposal.drafted", subject=proposal, by=by, after=_told(data))
    return proposal


@transaction.atomic
def change_proposal(
    *, by: User, proposal_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Proposal:
    """Change the named fields of `ProposalData`, also of one that was sent, until the deadline.

    Raises Stale, Forbidden, Conflict, or ValidationError by field.
    """
    day = on or clock.today()
    proposal = writing.locked_proposal(proposal_id)
    held = access(by, on=day)
    policies.may_write(held, proposal, on=day).require()
    proposal.expect_version(version)
    was = data_of(proposal)
    data = replace(was, **changes)
    before, after = writing.changed(_told(was), now=_told(data))
    if not after:
        return proposal
    if data.office_id != was.office_id:
        eligible = writing.eligible_ids(proposal.call)
        policies.may_propose(held, proposal.call, eligible=eligible, on=day, office_id=data.office_id).require()
    _fill(proposal, data, on=day)
    _set_budget(proposal, data)
    if proposal.state == ProposalState.SUBMITTED:
        policies.is_whole(proposal, asked=writing.asked_by(proposal)).require()
    proposal.save_changes(*OWN, "office", "engagement")
    recorder.record(verb="proposal.changed", subject=proposal, by=by, before=before, after=after)
    return proposal


@transaction.atomic
def submit_proposal(*, by: User, proposal_id: int, version: int | None = None, on: date | None = None) -> Proposal:
    """Until the end of the day of the deadline. Raises Stale, Forbidden or Conflict."""
    day = on or clock.today()
    proposal = writing.locked_proposal(proposal_id)
    asked, eligible = writing.asked_by(proposal), writing.eligible_ids(proposal.call)
    policies.may_submit(access(by, on=day), proposal, eligible=eligible, asked=asked, on=day).require()
    proposal.expect_version(version)
    proposal.state = ProposalState.SUBMITTED
    proposal.submitted_by, proposal.submitted_at = by, clock.now()
    proposal.save_changes("state", "submitted_by", "submitted_at")
    after = {"state": proposal.state, "asked": f"{asked:.2f}"}
    recorder.record(verb="proposal.submitted", subject=proposal, by=by, after=after)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: User, proposal_id: int, version: int | None = None, on: date | None = None) -> Proposal:
    """As long as it is not decided. Raises Stale, Forbidden or Conflict."""
    proposal = writing.locked_proposal(proposal_id)
    policies.may_withdraw(access(by, on=on or clock.today()), proposal).require()
    proposal.expect_version(version)
    before = {"state": proposal.state}
    proposal.state = ProposalState.WITHDRAWN
    proposal.save_changes("state")
    recorder.record(verb="proposal.withdrawn", subject=proposal, by=by, before=before, after={"state": proposal.state})
    return proposal


def data_of(proposal: Proposal) -> ProposalData:
    """The proposal as somebody would state it, to change some of it."""
    own: dict[str, Any] = {name: getattr(proposal, name) for name in OWN}
    budget = tuple(BudgetData(row.text, row.usd) for row in proposal.budget.all())
    return ProposalData(**own, office_id=proposal.office_id, engagement_id=proposal.engagement_id, budget=budget)


def _fill(proposal: Proposal, data: ProposalData, *, on: date) -> None:
    """Put the columns into the row; raises ValidationError by field for all that is wrong at once."""
    for name in ("title", "department", "summary"):
        setattr(proposal, name, getattr(data, name).strip())
    proposal.countries = list(dict.fromkeys(code.upper() for code in data.countries))
    problems = writing.problems_of(proposal, *OWN)
    if any(code not in known_countries for code in proposal.countries):
        text = _("Use two letters for each country, as ISO 3166 does: KE, SN.")
        problems["countries"] = ValidationError(text, code="invalid_choice")
    if proposal.office_id != data.office_id and (office := writing.office_of(data.office_id, problems=problems, on=on)):
        proposal.office = office
    if data.engagement_id != proposal.engagement_id:
        engagements = Engagement.objects.kept()
        if data.engagement_id and not engagements.filter(pk=data.engagement_id).exists():
            text = _("There is no such engagement.")
            problems["engagement"] = ValidationError(text, code="does_not_exist")
        proposal.engagement_id = data.engagement_id
    _check_budget(data, problems)
    if problems:
        raise ValidationError(problems)


def _check_budget(data: ProposalData, problems: dict[str, Any]) -> None:
    if len(data.budget) > writing.MOST_ROWS:
        problems["budget"] = ValidationError(_("A budget has at most 50 lines."), code="max_length")
    elif any(not 0 < len(each.text.strip()) <= 200 for each in data.budget):
        problems["budget"] = ValidationError(
            _("Say for each line what it is for, in 1 to 200 letters."), code="invalid"
        )
    elif any(each.usd <= 0 for each in data.budget):
        problems["budget"] = ValidationError(_("Enter an amount above zero in each line."), code="min_value")
    elif any(each.usd >= Decimal(10) ** 12 or each.usd != round(each.usd, 2) for each in data.budget):
        problems["budget"] = ValidationError(_("Check the amounts of the budget."), code="out_of_range")


def _set_budget(proposal: Proposal, data: ProposalData) -> None:
    wanted = [(each.text.strip(), each.usd) for each in data.budget]
    if wanted != list(proposal.budget.values_list("text", "usd")):
        proposal.budget.all().delete()
        for text, usd in wanted:
            BudgetLine.objects.create(proposal=proposal, text=text, usd=usd)


def _told(data: ProposalData) -> dict[str, Any]:
    """For the trail, as a person would say it."""
    plain = {each.name.removesuffix("_id"): getattr(data, each.name) for each in fields(ProposalData)}
    budget = [f"{each.text}: USD {each.usd:.2f}" for each in data.budget]
    return plain | {"countries": list(data.countries), "budget": budget}
