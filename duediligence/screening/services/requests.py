"""Asking for a screening: a draft that is kept, changed, and sent to the partnerships team.

Every deed here raises Screening.DoesNotExist, Stale, Forbidden, Conflict, or ValidationError by field.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.companies import cleaning
from crm.companies.models import Company
from crm.core import clock

from ...criteria.selectors import authority
from ...enums import DESK_STATES, ScreeningState
from ...models import Screening
from ...watchlists.services.lookups import look_up
from ..need import propose_track
from ..policies import requests as policies
from ..selectors.overview import team, under_way
from .data import RequestData
from .moves import locked, move
from .parties import add_from_register
from .proposing import refresh
from .telling import tell

_PARAGRAPHS = ("description", "summary", "benefit", "way_out", "monitoring_plan", "dissent")
_LINES = ("emblem_use", "procurement_link", "conflict_of_interest")


@transaction.atomic
def start_draft(*, by: User, data: RequestData, at: datetime | None = None) -> Screening:
    """A draft that only its requester sees, with the parties that the register proposes."""
    when = at or clock.now()
    held = access(by)
    policies.may_request(held).require()
    policies.may_request_for(held, data.office).require()
    policies.may_ask_about(data.company).require()
    told = _tidy(vars(data))
    told["track"] = told["track"] or propose_track(data.company, data.purpose, on=when.date()).track
    screening = Screening(**told, requested_by=by, state_since=when)
    screening.clean_fields(exclude={"company", "office", "requested_by", "researcher", "authority", "submitted_by"})
    screening.save()
    add_from_register(screening=screening)
    return screening


@transaction.atomic
def change_request(*, by: User, screening_id: int, changes: Mapping[str, Any], version: int | None = None) -> Screening:
    """The named fields. The requester's while it is a draft, the desk's while it is researched."""
    screening = locked(screening_id)
    policies.may_change_request(by, access(by), screening, changes).require()
    screening.expect_version(version)
    told = _tidy(changes)
    before, after = recorder.changes(screening, told)
    if not after:
        return screening
    if "office" in after:
        policies.may_request_for(access(by), told["office"]).require()
    if "company" in after:
        policies.may_ask_about(told["company"]).require()
    for name, value in told.items():
        setattr(screening, name, value)
    screening.clean_fields(exclude={f.name for f in Screening._meta.fields} - set(after))
    screening.save_changes(*after)
    if "company" in after:
        screening.parties.all().delete()
        add_from_register(screening=screening)
    if screening.state in DESK_STATES:
        recorder.record(verb="screening.changed", subject=screening, by=by, before=before, after=after)
        refresh(screening=screening)
    return screening


@transaction.atomic
def send_request(*, by: User, screening_id: int, version: int | None = None, at: datetime | None = None) -> Screening:
    """To the partnerships team, who have the working days of the matrix; its parties are looked up at once."""
    when = at or clock.now()
    screening = locked(screening_id)
    policies.may_send(by, screening).require()
    screening.expect_version(version)
    _complete(screening)
    policies.may_request_for(access(by), screening.office).require()
    policies.may_ask_about(screening.company).require()
    policies.none_under_way(under_way(screening.company_id, screening.purpose)).require()
    screening.requested_at, screening.criteria_on = when, when.date()
    due = clock.add_working_days(when.date(), authority(when.date()).research_working_days)
    move(
        screening,
        target=ScreeningState.RESEARCH,
        by=by,
        at=when,
        due_on=due,
        fields=("requested_at", "criteria_on"),
    )
    look_up(screening=screening, by=by, at=when)
    refresh(screening=screening)
    tell(
        "screening_requested",
        screening=screening,
        people=team(on=when.date()),
        by=by,
        due_on=due,
        page="duediligence:desk",
    )
    return screening


def ask(*, by: User, data: RequestData, at: datetime | None = None) -> Screening:
    """Draft and sending in one, for the doors that know everything at once; nothing is kept if it cannot be sent."""
    with transaction.atomic():
        draft = start_draft(by=by, data=data, at=at)
        return send_request(by=by, screening_id=draft.pk, at=at)


def office_of(*, by: User) -> Office:
    """For which office somebody asks who did not say so. Raises ValidationError."""
    if by.office is None:
        raise ValidationError({"office": ValidationError(_("Choose the office that asks."), code="required")})
    return by.office


def _complete(screening: Screening) -> None:
    if not screening.description.strip():
        sentence = _("Say what is planned: the desk and the decider read this first.")
        raise ValidationError({"description": ValidationError(sentence, code="required")})


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(values)
    for name in set(told) & {*_PARAGRAPHS, *_LINES}:
        told[name] = (cleaning.line if name in _LINES else cleaning.paragraphs)(told[name])
    company = told.get("company")
    if company is not None and not isinstance(company, Company):
        raise TypeError("A request names a company, not a number.")
    return told
