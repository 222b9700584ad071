"""Clauses at issue in an agreement: raised, agreed or dropped, reopened (domain.md section 4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...engagements.policies import may_change
from ...engagements.services import writing
from ...enums import ClauseState, ClauseSubject, EngagementKind
from ...models import Agreement, Clause, Engagement
from .. import policies


@transaction.atomic
def raise_clause(
    *,
    by: User,
    partnership_id: int,
    subject: str,
    note: str = "",
    raised_on: date | None = None,
    on: date | None = None,
) -> Clause:
    """Raises Forbidden, ValidationError by field, or Conflict `no_agreement` where nothing is negotiated yet."""
    day = on or clock.today()
    row = _changeable(by, partnership_id, on=day)
    agreement = Agreement.objects.filter(engagement=row).first()
    if agreement is None:
        raise Conflict(_("Enter the kind of agreement that is negotiated first."), "no_agreement")
    clause = Clause(agreement=agreement, subject=subject, note=note.strip(), raised_on=raised_on or day)
    problems = {}
    if subject not in ClauseSubject.values:
        problems["subject"] = ValidationError(_("Choose one of the clauses."), code="invalid_choice")
    if clause.raised_on > day:
        problems["raised_on"] = ValidationError(_("This day is still to come."), code="in_the_future")
    if problems:
        raise ValidationError(problems)
    clause.save()
    _record("clause.raised", clause, row, by=by)
    return clause


@transaction.atomic
def settle_clause(
    *,
    by: User,
    clause_id: int,
    state: str,
    settled_on: date | None = None,
    version: int | None = None,
    on: date | None = None,
) -> Clause:
    """Agreed or dropped. Raises Clause.DoesNotExist, Forbidden, Stale, Conflict, or ValidationError by field."""
    day = on or clock.today()
    clause, row = _locked(by, clause_id, on=day)
    clause.expect_version(version)
    policies.may_settle(clause).require()
    settled = settled_on or day
    problems = {}
    if state not in (ClauseState.AGREED, ClauseState.DROPPED):
        problems["state"] = ValidationError(_("Agreed or dropped: choose one."), code="invalid_choice")
    if not clause.raised_on <= settled <= day:
        text = _("Choose a day between the one on which it was raised and today.")
        problems["settled_on"] = ValidationError(text, code="out_of_range")
    if problems:
        raise ValidationError(problems)
    clause.state, clause.settled_on = state, settled
    clause.save_changes("state", "settled_on")
    _record(f"clause.{state}", clause, row, by=by)
    return clause


@transaction.atomic
def reopen_clause(*, by: User, clause_id: int, version: int | None = None) -> Clause:
    clause, row = _locked(by, clause_id, on=clock.today())
    clause.expect_version(version)
    policies.may_reopen(clause).require()
    clause.state, clause.settled_on = ClauseState.OPEN, None
    clause.save_changes("state", "settled_on")
    _record("clause.reopened", clause, row, by=by)
    return clause


def _changeable(by: User, partnership_id: int, *, on: date) -> Engagement:
    row = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    may_change(access(by, on=on), row, writing.office_ids(row)).require()
    return row


def _locked(by: User, clause_id: int, *, on: date) -> tuple[Clause, Engagement]:
    partnership_id = Agreement.objects.values_list("engagement_id", flat=True).get(clauses=clause_id)
    row = _changeable(by, partnership_id, on=on)
    return Clause.objects.select_for_update().get(pk=clause_id), row


def _record(verb: str, clause: Clause, row: Engagement, *, by: User) -> None:
    told = {"clause": clause.subject, "note": clause.note, "state": clause.state}
    recorder.record(verb=verb, subject=row, by=by, after=told)
