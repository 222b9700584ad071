"""Who proposes, decides and takes back allocations, where money may go, and who asks about an intent. Pure."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access, Held
from crm.contactlog.rights import works
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .. import rights
from ..donors.policies import may_keep_for
from ..enums import AllocationState, Asked, DonationState, IntentAnswer
from ..models import Allocation, Destination, Donation, IntentQuestion

_DECIDED = {
    AllocationState.APPROVED: _("This allocation was approved already. What is wrong with it is taken back."),
    AllocationState.REJECTED: _("This allocation was rejected. Propose another one."),
    AllocationState.WITHDRAWN: _("This allocation was withdrawn. Propose another one."),
    AllocationState.TAKEN_BACK: _("This allocation was taken back. Propose another one."),
}


def usd(amount: Decimal) -> str:
    return locale.money(amount, "USD", locale.current())


def may_keep_destinations(held: Access) -> Verdict:
    if rights.of_headquarters(held):
        return ALLOWED
    return wrong_person(_("The partnerships team keeps the destinations. Write to them if one is missing."))


def may_see_pools(held: Access) -> Verdict:
    """Sums of the organisation: whoever works, and who reads everything; a hub sees what is its own alone."""
    if held.reads_everything or (works(held) and not rights.only_of_hubs(held)):
        return ALLOWED
    return wrong_person(_("What can be allocated is shown to the offices, not to hubs. Ask the partnerships team."))


def may_propose(held: Access) -> Verdict:
    """Whoever keeps gifts of some office; not a hub: what is in the pools is the organisation's (docs/donations.md)."""
    if rights.kept_offices(held) and not rights.only_of_hubs(held):
        return ALLOWED
    return wrong_person(_("Allocations are proposed by the staff of an office, or by the partnerships team."))


def may_propose_for(held: Access, office_id: int) -> Verdict:
    own = may_propose(held)
    if own and not rights.keeps(held, office_id):
        text = _("You can propose allocations only for an office in which you hold a role.")
        return wrong_person(text, "not_your_office")
    return own


def may_go_to(destination: Destination, *, cause_id: int | None, serves: bool, on: date) -> Verdict:
    """Never against what it was given for (domain.md section 6). The database holds the same (`donations.gate`)."""
    if destination.closed_on and destination.closed_on <= on:
        return wrong_moment(_("This destination is closed. Choose one that is open."), "destination_closed")
    if serves:
        return ALLOWED
    if cause_id is None:
        text = _("This destination takes only money given for a cause that it serves. Choose one that takes any.")
    else:
        text = _("This destination does not serve the cause for which the money was given. Choose one that does.")
    return wrong_moment(text, "wrong_intent")


def may_serve(*, bound: Collection[int | None], causes: Collection[int], unearmarked: bool) -> Verdict:
    """`bound`: the causes of which approved money is there, None for money given without one."""
    if None in bound and not unearmarked:
        text = _("Money given without a cause was allocated here. Take those allocations back first.")
        return wrong_moment(text, "wrong_intent")
    if {each for each in bound if each is not None} - set(causes):
        text = _("Money given for a cause that you took out was allocated here. Take those allocations back first.")
        return wrong_moment(text, "wrong_intent")
    return ALLOWED


def may_draw(amount: Decimal, *, left: Decimal) -> Verdict:
    """Never more than is there."""
    if amount <= left:
        return ALLOWED
    if left <= 0:
        return wrong_moment(_("Nothing is left here to be allocated. Wait for further gifts."), "not_enough")
    text = _("{left} is left here to be allocated, and this is {amount}. Allocate at most what is left.")
    return wrong_moment(format_lazy(text, left=usd(left), amount=usd(amount)), "not_enough")


def may_decide(held: Access, allocation: Allocation) -> Verdict:
    """The partnerships team and its deputies: never who proposed it, nor whoever stands in for them alone."""
    roles = deciding_roles(held)
    if not roles:
        return wrong_person(_("The partnerships team decides on allocations."))
    if allocation.proposed_by_id == held.user.pk:
        text = _("You proposed this allocation yourself. Leave the decision to somebody else of the partnerships team.")
        return wrong_person(text, "own_request")
    if all(role.holder_id == allocation.proposed_by_id for role in roles):
        text = _("You stand in for the person who proposed this. Leave the decision to somebody else of the team.")
        return wrong_person(text, "own_request")
    return _waits(allocation)


def deciding_roles(held: Access) -> list[Held]:
    """The person's own roles before those that are lent to them."""
    return [role for role in (*held.held, *held.deputised) if role.role == Role.PARTNERSHIPS]


def may_withdraw(held: Access, allocation: Allocation) -> Verdict:
    """Whoever proposed it, and the colleagues of that office."""
    own = allocation.proposed_by_id == held.user.pk
    return first_refusal(
        ALLOWED
        if own or allocation.office_id in rights.kept_offices(held)
        else wrong_person(_("The office that proposed this allocation withdraws it.")),
        _waits(allocation),
    )


def may_take_back(held: Access, allocation: Allocation) -> Verdict:
    if not rights.of_headquarters(held):
        return wrong_person(_("The partnerships team takes allocations back."))
    if allocation.state != AllocationState.APPROVED:
        return wrong_moment(_("Only an approved allocation is taken back."))
    return ALLOWED


def _waits(allocation: Allocation) -> Verdict:
    if allocation.waits:
        return ALLOWED
    return wrong_moment(_DECIDED[AllocationState(allocation.state)])


def may_ask(held: Access, donation: Donation, *, allocated: Decimal, open_question: bool) -> Verdict:
    """Whoever keeps the gift, while nothing of it is allocated and nobody was asked yet."""
    own = may_keep_for(held, donation.office_id)
    if not own:
        return own
    if donation.state != DonationState.ACCEPTED:
        return wrong_moment(_("Ask about the use of a gift once it is accepted."))
    if allocated:
        text = _("{amount} of this gift are allocated. Take that allocation back first, then ask.")
        return wrong_moment(format_lazy(text, amount=usd(allocated)), "allocated")
    if open_question:
        return wrong_moment(_("Somebody was asked already, and has not answered yet."), "asked")
    return ALLOWED


def may_answer(held: Access, question: IntentQuestion) -> Verdict:
    """The donor's answer is entered by whoever keeps the gift; headquarters answer themselves, not who asked them."""
    if question.asked == Asked.DONOR:
        own = may_keep_for(held, question.donation.office_id)
    elif not rights.of_headquarters(held):
        own = wrong_person(_("The partnerships team answers for headquarters."))
    elif question.asked_by_id == held.user.pk:
        own = wrong_person(_("You asked for this yourself. A colleague answers."), "own_request")
    else:
        own = ALLOWED
    if own and question.answer:
        return wrong_moment(_("This question is answered. Ask again if things are different now."))
    return own


def may_use_for(answer: str, *, cause_id: int | None, was: int | None) -> Verdict:
    """An answer that changes nothing is none."""
    if answer == IntentAnswer.CAUSE and cause_id == was:
        return wrong_moment(_("This is the cause that it was given for. Choose the new one."), "same_cause")
    return ALLOWED
