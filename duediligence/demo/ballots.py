"""How the committee of the demo votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.workspace.demo.moments import moment

from ..criteria.routing import seat_of
from ..enums import VoteChoice
from ..models import RouteStep, Vote
from ..screening.ballot import Elector, in_order
from .people import People
from .words import VOTES


@dataclass(frozen=True)
class Voice:
    """Most are of one mind; now and then one of the last abstains, or declares an interest."""

    elector: Elector
    place: int
    against: bool
    number: int
    at: datetime

    @property
    def choice(self) -> VoteChoice:
        if self.place == 3 and self.number % 2:
            return VoteChoice.ABSTAIN
        return VoteChoice.REJECT if self.against else VoteChoice.APPROVE

    @property
    def reason(self) -> str:
        words = VOTES[self.choice]
        return words[(self.place + self.number) % len(words)]

    @property
    def interest(self) -> str:
        return "Sat on the board of the company's foundation." if self.place == 2 and self.number % 5 == 0 else ""

    def row(self, step: RouteStep) -> Vote:
        said = {"interest": self.interest} if self.interest else {"vote": self.choice, "reason": self.reason}
        member = self.elector.member
        return Vote(
            step=step,
            member=member,
            cast_by=member,
            seat=self.elector.seat,
            role=self.elector.role,
            cast_at=self.at,
            **said,
        )


def voices(electors: Iterable[Elector], *, against: bool, number: int, day: date) -> list[Voice]:
    """One after the other within the same day."""
    return [Voice(each, place, against, number, moment(day, 10 + place, 5)) for place, each in enumerate(electors)]


def electors_for(office: Office, people: People) -> tuple[Elector, ...]:
    """The standing seats, and the regional director concerned; none of them asks or researches in the demo."""
    region = seat_of(Role.REGIONAL_DIRECTOR, office)
    invited = [Elector(people.heads[region.pk], Role.REGIONAL_DIRECTOR)] if region else []
    return in_order([*people.committee, *invited])


def result(votes: Sequence[Voice]) -> str:
    cast = [voice.choice for voice in votes if not voice.interest]
    approve, reject, abstain = (cast.count(choice) for choice in VoteChoice)
    return f"By the votes of the committee: {approve} for, {reject} against, {abstain} abstained."
