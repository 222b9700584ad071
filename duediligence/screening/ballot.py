"""The arithmetic of a committee's vote (domain.md section 5, decision). Pure.

Majority of the members in office who may vote, with the quorum of standing seats that headquarters set; the regional
director concerned is invited and votes. A tie is a rejection, as the authority matrix says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from crm.accounts.enums import STANDING_SEATS, Role, Seat
from crm.accounts.models import User

from ..enums import VoteChoice
from ..models import Vote


@dataclass(frozen=True, slots=True)
class Elector:
    """A member in office who is not party to the screening; `deputies` may vote for the member."""

    member: User
    role: str
    seat: str = ""
    deputies: tuple[User, ...] = ()

    @property
    def stands(self) -> bool:
        return self.seat in STANDING_SEATS


@dataclass(frozen=True)
class Ballot:
    electors: tuple[Elector, ...]
    votes: tuple[Vote, ...]
    quorum: int
    tie_rejects: bool

    @cached_property
    def cast(self) -> dict[int, Vote]:
        """By member; a declaration of interest is there, too, as a row without a vote."""
        return {vote.member_id: vote for vote in self.votes}

    @cached_property
    def voting(self) -> tuple[Elector, ...]:
        """Who may vote: members who declared an interest do not."""
        return tuple(e for e in self.electors if not (e.member.pk in self.cast and self.cast[e.member.pk].interest))

    @property
    def missing(self) -> tuple[Elector, ...]:
        return tuple(each for each in self.voting if each.member.pk not in self.cast)

    @property
    def complete(self) -> bool:
        return bool(self.voting) and not self.missing

    @property
    def quorate(self) -> bool:
        present = sum(
            e.stands and e.member.pk in self.cast and not self.cast[e.member.pk].interest for e in self.voting
        )
        return present >= self.quorum

    def count(self, choice: str) -> int:
        return sum(vote.vote == choice for vote in self.votes)

    @property
    def carried(self) -> bool:
        """More than half of those who may vote approve; half of them only where a tie does not reject."""
        approving = 2 * self.count(VoteChoice.APPROVE)
        return approving > len(self.voting) or (approving == len(self.voting) and not self.tie_rejects)

    @property
    def chair(self) -> Elector | None:
        """Who closes the ballot: the Deputy Director General, or the next standing seat in office."""
        seats = {each.seat: each for each in self.voting}
        return next((seats[seat] for seat in STANDING_SEATS if seat in seats), None)


def chairs(ballot: Ballot, person: User) -> bool:
    """The chair, or the chair's deputy."""
    chair = ballot.chair
    return chair is not None and (person.pk == chair.member.pk or person.pk in {d.pk for d in chair.deputies})


def in_order(electors: Iterable[Elector]) -> tuple[Elector, ...]:
    """The chair first, standing seats, other departments, then the regional director."""
    seats = list(Seat)
    return tuple(
        sorted(
            electors,
            key=lambda e: (
                e.role != Role.COMMITTEE,
                seats.index(Seat(e.seat)) if e.seat else len(seats),
                e.member.name,
            ),
        )
    )
