"""Who acts in the demo: found by their roles, so that everybody does what their role allows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crm.accounts.enums import Role
from crm.accounts.models import Office, RoleAssignment, User

from ..screening.ballot import Elector


@dataclass(frozen=True)
class People:
    """`team` researches, `general` is the Director General; `staff` and `heads` go by the office's id."""

    team: list[User]
    general: User
    committee: list[Elector]
    staff: dict[int, list[User]]
    heads: dict[int, User]
    offices: list[Office]

    def requester(self, office: Office, number: int) -> User:
        theirs = self.staff[office.pk]
        return theirs[number % len(theirs)]

    def researcher(self, number: int) -> User:
        return self.team[number % len(self.team)]


def find(*, offices: Iterable[Office]) -> People:
    holders: dict[str, list[User]] = defaultdict(list)
    staff: dict[int, list[User]] = defaultdict(list)
    heads: dict[int, User] = {}
    committee: list[Elector] = []
    known: dict[int, User] = {}
    for row in RoleAssignment.objects.select_related("user__office").order_by("pk"):
        person = known.setdefault(row.user_id, row.user)
        holders[row.role].append(person)
        if row.role == Role.STAFF:
            staff[row.office_id].append(person)
        if row.role == Role.COMMITTEE:
            committee.append(Elector(person, row.role, row.seat))
        if row.role in (Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR):
            heads[row.office_id] = person
    return People(
        team=holders[Role.PARTNERSHIPS],
        general=holders[Role.DIRECTOR_GENERAL][0],
        committee=committee,
        staff=staff,
        heads=heads,
        offices=[office for office in offices if office.pk in staff],
    )
