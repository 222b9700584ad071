"""A ballot as its table shows it: blind until it is closed."""

from typing import Any

from django.utils.translation import gettext as _

from crm.accounts.enums import Role, Seat

from ...enums import VoteChoice
from ...models import Vote
from ..ballot import Ballot
from ..selectors.decision_page import DecisionPage

_TONES = {VoteChoice.APPROVE: "ok", VoteChoice.REJECT: "bad", VoteChoice.ABSTAIN: "neutral"}


def ballot_rows(page: DecisionPage) -> list[dict[str, Any]]:
    """A row for each member: the chair first. After the end, those who voted are shown even if out of office since."""
    if page.committee is None:
        return []
    step, ballot = page.committee
    if step.is_done:
        return [_row(vote.member.name, _seat(vote), vote, closed=True) for vote in ballot.votes]
    cast = ballot.cast
    return [_row(e.member.name, _seat(e), cast.get(e.member.pk), closed=False) for e in ballot.electors]


def agenda_line(ballot: Ballot) -> str:
    said = len(ballot.voting) - len(ballot.missing)
    return _("%(said)s of %(all)s have voted") % {"said": said, "all": len(ballot.voting)}


def _row(name: str, seat: str, vote: Vote | None, *, closed: bool) -> dict[str, Any]:
    row = {"name": name, "seat": seat, "said": _("not yet"), "tone": "neutral", "reason": "", "cast_by": ""}
    if vote is None:
        return row
    if vote.interest:
        return row | {"said": _("declared an interest"), "tone": "warn", "reason": vote.interest}
    if not closed:
        return row | {"said": _("has voted"), "tone": "info"}
    deputy = vote.cast_by.name if vote.cast_by_id != vote.member_id else ""
    return row | {
        "said": vote.get_vote_display(),
        "tone": _TONES[VoteChoice(vote.vote)],
        "reason": vote.reason,
        "cast_by": deputy,
    }


def _seat(holder: Any) -> str:
    """A seat of the committee, or the role of whoever is invited."""
    return str(Seat(holder.seat).label if holder.seat else Role(holder.role).label)
