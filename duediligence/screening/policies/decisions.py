"""Who may decide a screening, and when. Pure: facts come in, verdicts come out (domain.md sections 2 and 5)."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.accounts.selectors import Held
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ...criteria.routing import LADDER, seat_of
from ...enums import OPEN_STATES, Outcome, Rating, ScreeningState, StepState
from ...models import RouteStep, Screening
from ..ballot import Ballot, chairs

EXCLUDED = "excluded"


def voices(by: User, step: RouteStep, *, on: date) -> list[Held]:
    """In which capacities somebody can act in a step: the role itself, then those for which they deputise."""
    held = access(by, on=on)
    return [h for h in (*held.held, *held.deputised) if h.role == step.role and h.office_id == step.office_id]


def may_decide(
    by: User,
    step: RouteStep | None,
    parties: Collection[int],
    *,
    on: date,
    outcome: str = "",
    ballot: Ballot | None = None,
    found: Verdict = ALLOWED,
) -> Verdict:
    """`outcome` is empty while a page is drawn; `ballot` is that of a committee's step, where the chair closes it.

    `found` is what the watch lists say since the submission: it stands against an approval, and against nothing else.
    """
    if step is None:
        return wrong_moment(_("Nothing is to be decided here yet: the research is not finished."))
    return first_refusal(
        _not_a_party(by, step, parties, on),
        _in_the_chair(by, ballot) if step.role == Role.COMMITTEE else ALLOWED,
        _waits(step),
        _approvable(step, outcome, found),
        _chair_has_voted(step, ballot, found),
        _is_quorate(step, ballot, outcome, found),
    )


def may_vote(
    by: User,
    step: RouteStep | None,
    ballot: Ballot | None,
    parties: Collection[int],
    *,
    on: date,
    found: Verdict = ALLOWED,
) -> Verdict:
    if step is None or ballot is None:
        return first_refusal(_sits_somewhere(by, on), wrong_moment(_("The committee is not asked here.")))
    open_seats = [e for e in ballot.electors if by.pk in {e.member.pk, *(d.pk for d in e.deputies)}]
    return first_refusal(
        _no_own_request(by, parties, on),
        ALLOWED if open_seats else wrong_person(_("The committee's members vote, and nobody else."), "not_a_member"),
        _waits(step),
        _approvable(step, Outcome.APPROVED, found if found.code == EXCLUDED else ALLOWED),
        _not_voted(open_seats, ballot),
    )


def may_return(
    by: User, step: RouteStep | None, parties: Collection[int], *, on: date, ballot: Ballot | None
) -> Verdict:
    """Whoever may decide may also send it back to the desk."""
    if step is None:
        return wrong_moment(_("Nothing is to be decided here yet: the research is not finished."))
    return first_refusal(
        _not_a_party(by, step, parties, on),
        _in_the_chair(by, ballot) if step.role == Role.COMMITTEE else ALLOWED,
        _waits(step),
    )


def may_rerate(by: User, step: RouteStep | None, parties: Collection[int], *, on: date, rating: str = "") -> Verdict:
    """Upwards only, by the authority that is asked or a higher one; the body of the new rating then decides."""
    if step is None:
        return wrong_moment(_("Nothing is rated here yet: the research is not finished."))
    higher = ALLOWED if _stands_above(by, step, on) else _not_theirs(step)
    rises = not rating or Rating(rating).level > Rating(step.rating).level
    lowers = wrong_moment(_("A rating can only be raised here. Return the screening if it is too high."), "not_higher")
    return first_refusal(_no_own_request(by, parties, on), higher, _waits(step), ALLOWED if rises else lowers)


def may_withdraw(by: User, screening: Screening) -> Verdict:
    """The requester takes it back; the partnerships team can, where the requester is gone; a draft is its owner's."""
    draft = screening.state == ScreeningState.DRAFT
    theirs = by.pk == screening.requested_by_id or (not draft and access(by).has(Role.PARTNERSHIPS))
    if not theirs:
        return wrong_person(_("Only whoever asked for a screening or the partnerships team can withdraw it."))
    if screening.state not in OPEN_STATES:
        return wrong_moment(_("This screening is settled, so that it cannot be withdrawn."))
    return ALLOWED


def _not_a_party(by: User, step: RouteStep, parties: Collection[int], on: date) -> Verdict:
    theirs = voices(by, step, on=on)
    able = [h for h in theirs if h.holder_id not in parties]
    invited = step.role == Role.COMMITTEE  # the chair is asked for apart
    return first_refusal(
        _no_own_request(by, parties, on),
        ALLOWED if able or invited else _own_request() if theirs else _not_theirs(step),
    )


def _no_own_request(by: User, parties: Collection[int], on: date) -> Verdict:
    """Whoever holds no deciding role at all is simply the wrong person; to the others the rule is told."""
    if by.pk not in parties:
        return ALLOWED
    held = access(by, on=on)
    decides = any(h.role in LADDER for h in (*held.held, *held.deputised))
    return (
        _own_request() if decides else wrong_person(_("You asked for this screening or worked on it; others decide."))
    )


def _own_request() -> Verdict:
    return wrong_moment(
        _("Nobody decides on what they, or the person they stand in for, asked for or researched. Somebody else must."),
        "own_request",
    )


def _not_theirs(step: RouteStep) -> Verdict:
    return wrong_person(
        _("This is for the %(role)s of %(office)s, or their deputy, to decide.")
        % {"role": step.authority_label, "office": step.office.name},
        "not_the_decider",
    )


def _in_the_chair(by: User, ballot: Ballot | None) -> Verdict:
    if ballot and chairs(ballot, by):
        return ALLOWED
    return wrong_person(_("The committee decides by its votes, and its chair closes the ballot."), "not_the_chair")


def _waits(step: RouteStep) -> Verdict:
    if step.state == StepState.OPEN and step.screening.state == ScreeningState.AWAITING_DECISION:
        return ALLOWED
    return wrong_moment(_("This has been settled in the meantime. Open it again to see how."))


def _approvable(step: RouteStep, outcome: str, found: Verdict) -> Verdict:
    if outcome in ("", Outcome.REJECTED, Outcome.RETURNED):
        return ALLOWED
    if step.rating == Rating.EXCLUDED:
        return wrong_moment(_("This company is excluded, and nobody can approve it. Reject it."), EXCLUDED)
    return found


def _excluded(step: RouteStep, found: Verdict) -> bool:
    return step.rating == Rating.EXCLUDED or found.code == EXCLUDED


def _chair_has_voted(step: RouteStep, ballot: Ballot | None, found: Verdict) -> Verdict:
    """Whoever closes could else try what the others voted, and vote after that."""
    if ballot is None or step.role != Role.COMMITTEE or _excluded(step, found):
        return ALLOWED
    if ballot.chair is None or ballot.chair.member.pk in ballot.cast:
        return ALLOWED
    return wrong_moment(_("Vote first, then close the ballot."), "vote_first")


def _is_quorate(step: RouteStep, ballot: Ballot | None, outcome: str, found: Verdict) -> Verdict:
    """An excluded company needs no votes: there is nothing to choose."""
    if ballot is None or step.role != Role.COMMITTEE or _excluded(step, found):
        return ALLOWED
    if not ballot.quorate:
        return wrong_moment(
            _("The quorum of %(quorum)s standing seats has not voted yet.") % {"quorum": ballot.quorum}, "no_quorum"
        )
    approves = outcome in (Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS)
    if outcome and approves != ballot.carried:
        return wrong_moment(
            _("The votes say otherwise. The chair records what the committee decided."), "against_votes"
        )
    return ALLOWED


def _sits_somewhere(by: User, on: date) -> Verdict:
    """Members, and the regional directors who may be invited; deputies too."""
    held = access(by, on=on)
    voting = (Role.COMMITTEE, Role.REGIONAL_DIRECTOR)
    if any(h.role in voting for h in (*held.held, *held.deputised)):
        return ALLOWED
    return wrong_person(_("The committee's members vote, and nobody else."), "not_a_member")


def _not_voted(seats: list, ballot: Ballot) -> Verdict:
    if any(each.member.pk not in ballot.cast for each in seats):
        return ALLOWED
    return wrong_moment(_("You have voted already."), "voted_already")


def _stands_above(by: User, step: RouteStep, on: date) -> bool:
    """Holds, or stands in for, the step's authority or one above it that is responsible for the office."""
    held = access(by, on=on)
    office = step.screening.office
    responsible = {
        (role, place.pk) for role in LADDER[LADDER.index(Role(step.role)) :] if (place := seat_of(role, office))
    }
    return any((h.role, h.office_id) in responsible for h in (*held.held, *held.deputised))


def may_see_agenda(by: User) -> Verdict:
    """The committee, those who may be invited, the desk that prepares its meetings, and auditors."""
    held = access(by)
    roles = (*LADDER, Role.PARTNERSHIPS, Role.AUDITOR)
    if any(h.role in roles for h in (*held.held, *held.deputised)):
        return ALLOWED
    return wrong_person(_("The committee's agenda is for its members and those who prepare it."))
