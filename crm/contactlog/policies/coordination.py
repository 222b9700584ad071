"""Who may ask another office, answer it and take the question back."""

from collections.abc import Collection

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access, Held
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..enums import CoordinationState
from ..models import CoordinationRequest
from ..rights import directs, may_speak_for, working_offices
from ..transitions import COORDINATION
from .entries import may_work


def may_ask(held: Access, from_office_id: int, to_office_id: int, asked_offices: Collection[int]) -> Verdict:
    """For one's own office, to the lead office or one that is engaged."""
    if from_office_id not in working_offices(held):
        return first_refusal(
            may_work(held), wrong_person(_("You can ask only for an office where you hold a role."), "not_your_office")
        )
    if from_office_id == to_office_id:
        return wrong_moment(_("This is your own office: talk to your colleagues directly."), "own_office")
    if to_office_id not in asked_offices:
        return wrong_moment(
            _("This office neither leads nor is in contact with the company. Ask one that is."), "not_engaged"
        )
    return ALLOWED


def may_coordinate(held: Access, office_id: int | None, asked_offices: Collection[int]) -> Verdict:
    """Whether there is anybody to ask about a company, for the button on its page."""
    if not asked_offices:
        return first_refusal(
            may_work(held),
            wrong_moment(_("No other office leads this company or is in contact with it: nobody to ask."), "nobody"),
        )
    return may_work(held)


def voice(held: Access, request: CoordinationRequest) -> Held | None:
    """The role by which this person answers: their own before one they deputise for; None when there is none.

    Both offices of `request` are loaded. After the escalation the regional director of the asking office answers too.
    """
    asked, asking = request.to_office, request.from_office
    for role in (*held.held, *held.deputised):
        if may_speak_for(role, asked.pk, asked.region_path):
            return role
        if request.escalated_at and directs(role, asking.region_path):
            return role
    return None


def may_speak(held: Access, request: CoordinationRequest) -> Verdict:
    """Staff of the asked office, its regional director, a deputy for them; never whoever sent the request."""
    if request.requested_by_id == held.user.pk:
        return wrong_person(
            _("You sent this request yourself; somebody of the asked office answers it."), "own_request"
        )
    if voice(held, request) is None:
        text = _("Only {office} and its regional director can answer this request.")
        return wrong_person(format_lazy(text, office=request.to_office.name))
    return ALLOWED


def may_answer(held: Access, request: CoordinationRequest, target: str = CoordinationState.AGREED) -> Verdict:
    return first_refusal(may_speak(held, request), COORDINATION.may_move(request.state, target))


def may_withdraw(held: Access, request: CoordinationRequest) -> Verdict:
    """Who sent it, and colleagues of the asking office."""
    own = request.requested_by_id == held.user.pk or request.from_office_id in working_offices(held)
    if not own:
        text = _("Only {office} can withdraw this request.")
        return wrong_person(format_lazy(text, office=request.from_office.name))
    return first_refusal(may_work(held), COORDINATION.may_move(request.state, CoordinationState.WITHDRAWN))
