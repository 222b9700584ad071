"""Who calls, proposes, scores, decides and reports, and when. Pure: facts come in, verdicts come out."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.contactlog.rights import working_offices, works
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..engagements.policies import may_work
from ..enums import CallState, ProposalState
from ..models import GrantCall, Proposal
from .rights import reviews

# What was sent may be mended until the deadline.
WRITABLE = (ProposalState.DRAFT, ProposalState.SUBMITTED)


def may_run_calls(held: Access) -> Verdict:
    """The partnerships team's (domain.md section 4)."""
    if held.has(Role.PARTNERSHIPS) and works(held):
        return ALLOWED
    text = _("The partnerships team runs the calls for small grants. Write to them if something is to be changed.")
    return wrong_person(text)


def may_change_call(held: Access, call: GrantCall) -> Verdict:
    own = may_run_calls(held)
    if own and call.state == CallState.AWARDED:
        return wrong_moment(_("This call is finished and stays as it is."), "finished")
    return own


def may_change_terms(call: GrantCall) -> Verdict:
    """What offices relied on stays once the call is closed."""
    if call.state in (CallState.DRAFT, CallState.OPEN):
        return ALLOWED
    return wrong_moment(_("This call is closed: only its amount and its reviewers can change."), "closed")


def may_open(held: Access, call: GrantCall, *, criteria: int, on: date) -> Verdict:
    own = may_run_calls(held)
    if not own:
        return own
    if call.state != CallState.DRAFT:
        return wrong_moment(_("This call was opened already."))
    if not criteria:
        return wrong_moment(_("Say first by which criteria proposals are scored. Then open the call."), "no_criteria")
    if call.deadline < on:
        return wrong_moment(_("Its deadline is past. Set a later one, then open the call."), "deadline_past")
    return ALLOWED


def may_close(held: Access, call: GrantCall, *, on: date) -> Verdict:
    """Nobody's time to propose is cut short."""
    own = may_run_calls(held)
    if not own:
        return own
    if call.state != CallState.OPEN:
        return wrong_moment(_("Only an open call can be closed."))
    if on < call.deadline:
        text = _("Offices may propose until {day}. Close it then, or change the deadline first.")
        return wrong_moment(format_lazy(text, day=_day(call.deadline)), "before_deadline")
    return ALLOWED


def may_finish(held: Access, call: GrantCall, *, undecided: int) -> Verdict:
    own = may_run_calls(held)
    if not own:
        return own
    if call.state != CallState.REVIEW:
        return wrong_moment(_("A call is finished once it was closed and its proposals were decided."))
    if undecided:
        return wrong_moment(_("Some proposals are not decided yet. Award or decline each of them first."), "undecided")
    return ALLOWED


def may_shrink(amount: Decimal, awarded: Decimal) -> Verdict:
    if amount >= awarded:
        return ALLOWED
    text = _("{awarded} of this call is awarded already. Its amount cannot be less than that.")
    return wrong_moment(format_lazy(text, awarded=usd(awarded)), "below_awards")


def may_propose(
    held: Access, call: GrantCall, *, eligible: Collection[int], on: date, office_id: int | None = None
) -> Verdict:
    """For an own office that the call is open to, until the end of the day of the deadline.

    `eligible` are the offices of the call, none for all; without `office_id`: for any of the person's own.
    """
    own = working_offices(held)
    if office_id is not None and office_id not in own:
        text = _("You can propose only for an office where you hold a role.")
        return first_refusal(may_work(held), wrong_person(text, "not_your_office"))
    fitting = {office_id} if office_id is not None else own
    if eligible and not fitting & set(eligible):
        text = _("This call is not open to your office. The call says which offices may propose.")
        return first_refusal(may_work(held), wrong_person(text, "not_eligible"))
    return first_refusal(may_work(held), is_open(call, on=on))


def is_open(call: GrantCall, *, on: date) -> Verdict:
    if call.state == CallState.DRAFT:
        return wrong_moment(_("This call is not open yet."), "not_open")
    if call.state != CallState.OPEN:
        return wrong_moment(_("This call is closed. Look for another one in the list of calls."), "closed")
    if on > call.deadline:
        text = _("The deadline was {day}. Ask the partnerships team whether they prolong it.")
        return wrong_moment(format_lazy(text, day=_day(call.deadline)), "deadline_past")
    return ALLOWED


def may_touch(held: Access, proposal: Proposal) -> Verdict:
    """Whose it is: whoever works at its office."""
    if proposal.office_id in working_offices(held):
        return may_work(held)
    text = _("Only {office} can do this: it is their proposal.")
    return first_refusal(may_work(held), wrong_person(format_lazy(text, office=proposal.office.name)))


def may_write(held: Access, proposal: Proposal, *, on: date) -> Verdict:
    """Whoever works at its office, until the deadline."""
    own = may_touch(held, proposal)
    if not own:
        return own
    if proposal.state == ProposalState.WITHDRAWN:
        return wrong_moment(_("This proposal was withdrawn. Write another one while the call is open."), "withdrawn")
    if proposal.state not in WRITABLE:
        return wrong_moment(_("This proposal is decided."), "decided")
    return is_open(proposal.call, on=on)


def may_submit(held: Access, proposal: Proposal, *, eligible: Collection[int], asked: Decimal, on: date) -> Verdict:
    own = may_write(held, proposal, on=on)
    if not own:
        return own
    if proposal.state == ProposalState.SUBMITTED:
        return wrong_moment(_("This proposal was sent already. Changes count until the deadline."), "submitted")
    fits = may_propose(held, proposal.call, eligible=eligible, on=on, office_id=proposal.office_id)
    return first_refusal(fits, is_whole(proposal, asked=asked))


def is_whole(proposal: Proposal, *, asked: Decimal) -> Verdict:
    """What reviewers need to judge it; it asks for no more than there is."""
    if not asked:
        return wrong_moment(_("Say first what the money is for: a proposal needs a budget."), "no_budget")
    if not proposal.summary:
        return wrong_moment(_("Say first what is planned. Then send the proposal."), "no_summary")
    if asked > proposal.call.amount_usd:
        text = _("The budget of {asked} is more than the whole call has, {amount}. Ask for less, then send it.")
        words = {"asked": usd(asked), "amount": usd(proposal.call.amount_usd)}
        return wrong_moment(format_lazy(text, **words), "above_call")
    return ALLOWED


def may_withdraw(held: Access, proposal: Proposal) -> Verdict:
    """Also after the deadline, as long as nobody decided."""
    own = may_touch(held, proposal)
    if own and proposal.state not in WRITABLE:
        return wrong_moment(_("Only a proposal that is not decided can be withdrawn."), "decided")
    return own


def may_review(held: Access, call: GrantCall, reviewers: Collection[int]) -> Verdict:
    if reviews(held, reviewers):
        return ALLOWED
    text = _(
        "Headquarters and the reviewers of the call score. Ask the partnerships team if you should be one of them."
    )
    return wrong_person(text, "not_a_reviewer")


def may_score(held: Access, proposal: Proposal, reviewers: Collection[int]) -> Verdict:
    """Nobody scores a proposal of the own office, also not as a deputy."""
    own = may_review(held, proposal.call, reviewers)
    if not own:
        return own
    involved = any(role.office_id == proposal.office_id for role in (*held.held, *held.deputised))
    if involved or proposal.submitted_by_id == held.user.pk:
        text = _("Nobody scores a proposal of the own office. Leave this one to the other reviewers.")
        return wrong_person(text, "own_office")
    return first_refusal(_under_review(proposal.call), _waits(proposal))


def may_decide(held: Access, proposal: Proposal) -> Verdict:
    """The partnerships team awards and declines, but not what oneself has sent."""
    own = may_run_calls(held)
    if not own:
        return own
    if proposal.submitted_by_id == held.user.pk:
        text = _("You sent this proposal yourself. Leave the decision to somebody else of the partnerships team.")
        return wrong_person(text, "own_request")
    return first_refusal(_under_review(proposal.call), _waits(proposal))


def may_award(amount: Decimal, *, left: Decimal) -> Verdict:
    """Never more than the call has."""
    if amount <= left:
        return ALLOWED
    if left <= 0:
        text = _("Nothing is left of this call. Raise its amount, or take another award back first.")
        return wrong_moment(text, "above_left")
    text = _("{left} is left of this call. Award at most that, or raise the amount of the call first.")
    return wrong_moment(format_lazy(text, left=usd(left)), "above_left")


def may_reconsider(held: Access, proposal: Proposal) -> Verdict:
    """A decision can be taken back while the call is under review and nothing was reported."""
    own = may_run_calls(held)
    if not own:
        return own
    if proposal.state not in (ProposalState.AWARDED, ProposalState.DECLINED):
        return wrong_moment(_("This proposal is not decided yet."))
    if proposal.reported_on:
        return wrong_moment(_("The office has reported on this grant. The decision stays."), "reported")
    return _under_review(proposal.call)


def may_report(held: Access, proposal: Proposal) -> Verdict:
    own = may_touch(held, proposal)
    if own and proposal.state != ProposalState.AWARDED:
        return wrong_moment(_("Only a grant that was awarded is reported on."), "not_awarded")
    return own


def may_read_scores(held: Access, call: GrantCall, reviewers: Collection[int]) -> Verdict:
    """Those who score and decide, and auditors; everybody once the call is finished."""
    if call.state == CallState.AWARDED or held.reads_everything or reviews(held, reviewers):
        return ALLOWED
    return wrong_person(_("The scores are open to all offices once the call is finished."), "not_yet")


def _under_review(call: GrantCall) -> Verdict:
    if call.state == CallState.OPEN:
        text = _("The call is still open. Proposals are scored and decided once the partnerships team has closed it.")
        return wrong_moment(text, "open")
    if call.state != CallState.REVIEW:
        return wrong_moment(_("This call is not under review."), "not_under_review")
    return ALLOWED


def _waits(proposal: Proposal) -> Verdict:
    if proposal.state == ProposalState.SUBMITTED:
        return ALLOWED
    if proposal.state in WRITABLE:
        return wrong_moment(_("This proposal was not sent."), "not_sent")
    if proposal.state == ProposalState.WITHDRAWN:
        return wrong_moment(_("This proposal was withdrawn."), "withdrawn")
    return wrong_moment(_("This proposal is decided. Take the decision back first, if it was a mistake."), "decided")


def usd(amount: Decimal) -> str:
    return locale.money(amount, "USD", locale.current())


def _day(value: date) -> "str | Promise":
    return locale.day(value, locale.current())
