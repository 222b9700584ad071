"""A face of due diligence: who decides at a level of risk, for what stands on it (ADR 24).

`partnerships` asks here who rules on a partnership that runs on under a lapsed clearance: the last step of the
authority matrix for the rating of today, seen from the office that leads the partnership. A committee speaks by its
chair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import STANDING_SEATS, Role
from crm.accounts.models import Office, User
from crm.accounts.selectors import Access, Decider, Held, deciders_by_place, headquarters

from .criteria.routing import LADDER, Roster, plan_route
from .criteria.selectors import authority
from .models import AuthorityVersion, Clearance, RiskRise

__all__ = ["Body", "Deciding", "decides_anything"]


@dataclass(frozen=True, slots=True)
class Body:
    """Who decides: holders of a role for an office, of a committee the chair, each with their deputies."""

    role: str
    office: Office
    people: tuple[Decider, ...]

    @property
    def words(self) -> Any:
        role = _("Chair of the committee") if self.role == Role.COMMITTEE else Role(self.role).label
        return format_lazy("{role}, {office}", role=role, office=self.office.name)

    @property
    def users(self) -> list[User]:
        return [each.user for each in self.people]

    def voice(self, held: Access) -> Held | None:
        """The role in which a person decides here: the own one before one that is deputised for."""
        seats = {each.seat for each in self.people}
        for each in (*held.held, *held.deputised):
            if each.role == self.role and each.office_id == self.office.pk and each.seat in seats:
                return each
        return None


def decides_anything(held: Access) -> bool:
    """Whether somebody holds, or deputises for, a role that the authority matrix can name."""
    return any(each.role in LADDER for each in (*held.held, *held.deputised))


@dataclass(frozen=True)
class Deciding:
    """The authority matrix and the holders of its roles on a day: read once, then asked for each row of a list."""

    matrix: AuthorityVersion
    roster: Roster
    on: date

    @classmethod
    def read(cls, *, on: date) -> "Deciding":
        """A fixed number of queries."""
        roster = Roster(deciders_by_place(roles=LADDER, on=on), headquarters())
        return cls(authority(on), roster, on)

    def body(self, *, rating: str, office: Office) -> Body:
        """`office` is read with its parent."""
        step = plan_route(rating=rating, office=office, authority=self.matrix, on=self.on, roster=self.roster)[-1]
        found = self.roster.deciders(step.role, step.office)
        if step.role == Role.COMMITTEE:
            found = _chair(found)
        return Body(step.role, step.office, tuple(found))


def ratings_today(clearances: Iterable[Clearance]) -> dict[int, str]:
    """By clearance: the rating under which it was given, or the one to which the risk rose since; one query."""
    found = {row.pk: row.rating for row in clearances}
    rises = RiskRise.objects.filter(clearance__in=list(found)).order_by("at", "pk")
    return found | dict(rises.values_list("clearance_id", "target"))


def _chair(members: list[Decider]) -> list[Decider]:
    """The Deputy Director General, or the next standing seat in office; with the deputies for that seat."""
    seats = {each.seat for each in members}
    seat = next((each for each in STANDING_SEATS if each in seats), None)
    return [each for each in members if each.seat == seat]
