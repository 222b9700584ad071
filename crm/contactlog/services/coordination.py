"""Asking another office before an approach, and answering (domain.md section 3, deconfliction)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from .. import policies
from ..enums import CoordinationState
from ..models import CoordinationRequest
from ..selectors import askable_offices, directors_of, people_of
from ..transitions import ANSWERS, COORDINATION
from . import writing
from .telling import tell_of_request

WORKING_DAYS_TO_ANSWER = 10


@transaction.atomic
def send_request(
    *,
    by: User,
    company_id: int,
    from_office_id: int,
    to_office_id: int,
    topic: str,
    proposed_approach: str,
    on: date | None = None,
) -> CoordinationRequest:
    """Ask the lead office or an engaged one. Raises Forbidden, Conflict, or ValidationError by field."""
    day = on or clock.today()
    company = writing.locked_company(company_id)
    asked = dict(askable_offices(company, but=from_office_id, on=day))
    policies.may_ask(access(by, on=day), from_office_id, to_office_id, asked).require()
    _check_words(topic=topic, proposed_approach=proposed_approach)
    pair = {"company": company, "from_office_id": from_office_id, "to_office_id": to_office_id}
    if CoordinationRequest.objects.open().filter(**pair).exists():
        raise Conflict(
            _("Your office has asked %(office)s already and waits for the answer.") % {"office": asked[to_office_id]},
            "asked_already",
        )
    request = CoordinationRequest.objects.create(
        **pair,
        requested_by=by,
        topic=topic.strip(),
        proposed_approach=proposed_approach.strip(),
        due_on=clock.add_working_days(day, WORKING_DAYS_TO_ANSWER),
    )
    recorder.record(
        verb="coordination.requested",
        subject=request,
        by=by,
        after={"company": company.pk, "from_office": from_office_id, "to_office": to_office_id},
    )
    tell_of_request(request=request, wording="coordination_asked", people=people_of([to_office_id], on=day), by=by)
    return request


def _check_words(*, topic: str, proposed_approach: str) -> None:
    problems: dict[str, ValidationError] = {}
    if not topic.strip():
        problems["topic"] = ValidationError(_("Say what you want to talk to them about."), code="required")
    elif len(topic.strip()) > 200:
        problems["topic"] = ValidationError(_("Keep the topic to 200 characters."), code="max_length")
    if not proposed_approach.strip():
        problems["proposed_approach"] = ValidationError(
            _("Say how you would approach them, so that your colleagues can judge it."), code="required"
        )
    if problems:
        raise ValidationError(problems)


def _locked(request_id: int) -> CoordinationRequest:
    return (
        CoordinationRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("company", "from_office", "to_office", "requested_by")
        .get(pk=request_id)
    )


@transaction.atomic
def answer_request(
    *,
    by: User,
    request_id: int,
    answer: str,
    reason: str,
    version: int | None = None,
    at: datetime | None = None,
) -> CoordinationRequest:
    """Agree, decline or ask to join, with a reason. Of two answers at once the first holds, the second is a Conflict.

    Raises Stale, Forbidden, Conflict, or ValidationError by field.
    """
    if answer not in ANSWERS:
        raise ValidationError({"answer": ValidationError(_("Agree, decline or ask to join."), code="invalid_choice")})
    request = _locked(request_id)
    held = access(by)
    policies.may_answer(held, request, answer).require()
    request.expect_version(version)
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Give your colleagues a reason."), code="required")})
    role = policies.voice(held, request)
    holder = User.objects.get(pk=role.holder_id) if role and role.holder_id else None
    return _move(request, answer, by=by, on_behalf_of=holder, reason=reason, at=at or clock.now())


@transaction.atomic
def withdraw_request(
    *, by: User, request_id: int, reason: str = "", version: int | None = None, at: datetime | None = None
) -> CoordinationRequest:
    """Take the request back while it is open. Raises Stale, Forbidden or Conflict."""
    request = _locked(request_id)
    policies.may_withdraw(access(by), request).require()
    request.expect_version(version)
    return _move(request, CoordinationState.WITHDRAWN, by=by, on_behalf_of=None, reason=reason, at=at or clock.now())


def _move(
    request: CoordinationRequest, target: str, *, by: User, on_behalf_of: User | None, reason: str, at: datetime
) -> CoordinationRequest:
    step = COORDINATION.step(request.state, target)
    before = {"state": request.state}
    request.state, request.reason = target, reason.strip()
    request.answered_by, request.on_behalf_of, request.answered_at = by, on_behalf_of, at
    request.save_changes("state", "reason", "answered_by", "on_behalf_of", "answered_at")
    recorder.record(
        verb=step.verb,
        subject=request,
        by=by,
        on_behalf_of=on_behalf_of,
        before=before,
        after={"state": request.state},
    )
    tell_of_request(request=request, wording=step.notice, people=_hearers(request, at.date()), by=by)
    return request


def _hearers(request: CoordinationRequest, on: date) -> list[User]:
    """Both offices, and whoever was drawn in by the escalation."""
    people = [request.requested_by, *people_of([request.from_office_id, request.to_office_id], on=on)]
    if request.escalated_at:
        people += directors_of(_offices(request), on=on)
    return people


def _offices(request: CoordinationRequest) -> list[Office]:
    return [request.from_office, request.to_office]


def escalate_overdue(*, at: datetime) -> int:
    """Put every request without an answer after its tenth working day to the regional directors of both offices.

    Each in its own transaction, under its row's lock: safe to run twice and on several workers.
    """
    waiting = CoordinationRequest.objects.open().filter(escalated_at=None, company__binned_at=None)
    due = waiting.filter(due_on__lt=at.date()).values_list("pk", flat=True)
    return sum(_escalate(pk, at=at) for pk in list(due))


@transaction.atomic
def _escalate(request_id: int, *, at: datetime) -> bool:
    request = _locked(request_id)
    if request.state != CoordinationState.OPEN or request.escalated_at:
        return False
    request.escalated_at = at
    request.save_changes("escalated_at")
    recorder.record(verb="coordination.escalated", subject=request, by=None, after={"due_on": request.due_on})
    directors = directors_of(_offices(request), on=at.date())
    tell_of_request(request=request, wording="coordination_escalated", people=directors, by=None)
    return True
