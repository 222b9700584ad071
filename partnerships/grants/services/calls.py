"""Calls for small grants: drafted, opened, closed, finished by the partnerships team (domain.md section 4)."""

from dataclasses import asdict, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock

from ...enums import CallState
from ...models import CallCriterion, GrantCall
from .. import policies
from ..selectors import undecided
from . import telling, writing
from .data import CallData, CriterionData

OWN = ("title", "source", "amount_usd", "deadline", "text")
# What may change once proposals are being scored: more money, other reviewers.
STILL = {"amount_usd", "reviewer_ids"}


@transaction.atomic
def draft_call(*, by: User, data: CallData, on: date | None = None) -> GrantCall:
    """Raises Forbidden, or ValidationError by field."""
    day = on or clock.today()
    policies.may_run_calls(access(by, on=day)).require()
    call = GrantCall()
    _check(call, data, on=day)
    call.save()
    _set_lists(call, data)
    recorder.record(verb="grant_call.drafted", subject=call, by=by, after=_told(data))
    return call


@transaction.atomic
def change_call(
    *, by: User, call_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> GrantCall:
    """Change the named fields of `CallData`. What offices relied on stays once the call is closed.

    Raises Stale, Forbidden, Conflict `closed`, `finished` or `below_awards`, or ValidationError by field.
    """
    day = on or clock.today()
    call = writing.locked_call(call_id)
    policies.may_change_call(access(by, on=day), call).require()
    call.expect_version(version)
    was = data_of(call)
    data = replace(was, **changes)
    before, after = writing.changed(_told(was), now=_told(data))
    if not after:
        return call
    touched = {name for name in asdict(data) if getattr(data, name) != getattr(was, name)}
    if touched - STILL:
        policies.may_change_terms(call).require()
    policies.may_shrink(data.amount_usd, writing.awarded_of(call)).require()
    _check(call, data, on=day, deadline_moved="deadline" in touched)
    call.save_changes(*OWN)
    _set_lists(call, data, criteria="criteria" in touched)
    recorder.record(verb="grant_call.changed", subject=call, by=by, before=before, after=after)
    return call


@transaction.atomic
def open_call(*, by: User, call_id: int, version: int | None = None, on: date | None = None) -> GrantCall:
    """Offices may propose from now on; those that may are told. Raises Stale, Forbidden or Conflict."""
    day = on or clock.today()
    call = writing.locked_call(call_id)
    policies.may_open(access(by, on=day), call, criteria=call.criteria.count(), on=day).require()
    call.expect_version(version)
    _move(call, CallState.OPEN)
    recorder.record(verb="grant_call.opened", subject=call, by=by, after={"state": call.state})
    telling.tell_of_call(call=call, by=by, on=day)
    return call


@transaction.atomic
def close_call(*, by: User, call_id: int, version: int | None = None, on: date | None = None) -> GrantCall:
    """From the day of the deadline on; the review begins. Raises Stale, Forbidden or Conflict."""
    day = on or clock.today()
    call = writing.locked_call(call_id)
    policies.may_close(access(by, on=day), call, on=day).require()
    call.expect_version(version)
    _move(call, CallState.REVIEW)
    recorder.record(verb="grant_call.closed", subject=call, by=by, after={"state": call.state})
    return call


@transaction.atomic
def finish_call(*, by: User, call_id: int, version: int | None = None, on: date | None = None) -> GrantCall:
    """All is decided; the scores are everybody's from now on. Raises Stale, Forbidden or Conflict."""
    call = writing.locked_call(call_id)
    held = access(by, on=on or clock.today())
    policies.may_finish(held, call, undecided=undecided(call)).require()
    call.expect_version(version)
    _move(call, CallState.AWARDED)
    recorder.record(verb="grant_call.finished", subject=call, by=by, after={"state": call.state})
    return call


def data_of(call: GrantCall) -> CallData:
    """The call as somebody would state it, to change some of it."""
    criteria = tuple(CriterionData(row.text, row.weight) for row in call.criteria.all())
    own: dict[str, Any] = {name: getattr(call, name) for name in OWN}
    eligible, reviewers = tuple(writing.eligible_ids(call)), tuple(writing.reviewer_ids(call))
    return CallData(**own, eligible_ids=eligible, reviewer_ids=reviewers, criteria=criteria)


def _move(call: GrantCall, target: CallState) -> None:
    call.state = target
    call.save_changes("state")


def _check(call: GrantCall, data: CallData, *, on: date, deadline_moved: bool = True) -> None:
    """Put the columns into the row; raises ValidationError by field for all that is wrong at once."""
    for name in OWN:
        value = getattr(data, name)
        setattr(call, name, value.strip() if isinstance(value, str) else value)
    problems = writing.problems_of(call, *OWN)
    if "amount_usd" not in problems and call.amount_usd <= 0:
        problems["amount_usd"] = ValidationError(_("Enter an amount above zero."), code="min_value")
    if not writing.EARLIEST <= call.deadline < writing.LATEST:
        problems["deadline"] = ValidationError(_("Check the year."), code="out_of_range")
    elif deadline_moved and call.deadline < on:
        problems["deadline"] = ValidationError(_("This day is past. Choose a later one."), code="in_the_past")
    writing.known(data.eligible_ids, rows=Office.objects.all(), problems=problems, field="eligible")
    writing.known(data.reviewer_ids, rows=User.objects.all(), problems=problems, field="reviewers")
    _check_criteria(data, problems)
    if problems:
        raise ValidationError(problems)


def _check_criteria(data: CallData, problems: dict[str, Any]) -> None:
    texts = [each.text.strip() for each in data.criteria]
    if len(texts) > writing.MOST_ROWS:
        problems["criteria"] = ValidationError(_("A call has at most 50 criteria."), code="max_length")
    elif any(not text or len(text) > 200 for text in texts):
        problems["criteria"] = ValidationError(_("Word each criterion in 1 to 200 letters."), code="invalid")
    elif len({text.lower() for text in texts}) < len(texts):
        problems["criteria"] = ValidationError(_("Two criteria are the same."), code="unique")
    elif any(not Decimal(0) < each.weight < 100 for each in data.criteria):
        text = _("A weight is more than 0 and less than 100.")
        problems["criteria"] = ValidationError(text, code="out_of_range")


def _set_lists(call: GrantCall, data: CallData, *, criteria: bool = True) -> None:
    call.eligible.set(data.eligible_ids)
    call.reviewers.set(data.reviewer_ids)
    if criteria:
        # Nothing is scored before the call is closed, so that no score hangs on one of these.
        call.criteria.all().delete()
        for position, each in enumerate(data.criteria):
            CallCriterion.objects.create(call=call, text=each.text.strip(), weight=each.weight, position=position)


def _told(data: CallData) -> dict[str, Any]:
    """For the trail, as a person would say it."""
    plain = {each.name: getattr(data, each.name) for each in fields(CallData)}
    return plain | {
        "amount_usd": f"{data.amount_usd:.2f}",
        "deadline": data.deadline.isoformat(),
        "eligible_ids": sorted(data.eligible_ids),
        "reviewer_ids": sorted(data.reviewer_ids),
        "criteria": [f"{each.text} ({each.weight:.2f})" for each in data.criteria],
    }
