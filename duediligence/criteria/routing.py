"""Who decides: the matrix's steps for a rating, seen from an office (domain.md section 5, decision).

Where the matrix names an authority that an office has not, that nobody holds, or whose holder asked for the screening,
the next authority takes its place: chief of mission, regional director, committee, Director General.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from crm.accounts.enums import OfficeKind, Role
from crm.accounts.models import Office
from crm.accounts.selectors import Decider, deciders, headquarters
from crm.core import clock

from ..enums import Rating, RouteRule
from ..models import AuthorityRule, AuthorityVersion

LADDER = (Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR, Role.COMMITTEE, Role.DIRECTOR_GENERAL)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of a route before it is frozen; only the first one has a date, the others get theirs when they open."""

    order: int
    role: str
    office: Office
    decides: bool
    rule: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Roster:
    """Who holds each deciding role on a day, read at once, for lists where a query for each row would be too many."""

    by_place: Mapping[tuple[str, int], list[Decider]]
    headquarters: Office

    def deciders(self, role: str, office: Office) -> list[Decider]:
        return self.by_place.get((role, office.pk), [])


def rule_for(rating: str, authority: AuthorityVersion) -> AuthorityRule:
    """An excluded company goes to those who decide on high risk, who can only reject it. Raises LookupError."""
    wanted = Rating.HIGH if rating == Rating.EXCLUDED else rating
    for rule in authority.rules.all():
        if rule.rating == wanted:
            return rule
    raise LookupError(f"Authority matrix {authority.number} has no rule for {rating}.")


def plan_route(
    *,
    rating: str,
    office: Office,
    authority: AuthorityVersion,
    on: date,
    barred: Collection[int] = (),
    roster: Roster | None = None,
) -> list[PlannedStep]:
    """`barred` are people who may not decide; who only deputises for one of them may not either."""
    rule = rule_for(rating, authority)
    planned: list[tuple[str, Office, str]] = []
    for step in rule.steps.all():
        role, place, why = _authority(step.role, office, on, barred, roster)
        # Where one authority takes the place of another, it is asked once, in the later place.
        planned = [each for each in planned if each[0] != role]
        planned.append((role, place, why))
    last = len(planned) - 1
    return [
        PlannedStep(number + 1, role, place, number == last, why, rule.working_days)
        for number, (role, place, why) in enumerate(planned)
    ]


def due_after(opened: datetime, working_days: int) -> date:
    return clock.add_working_days(opened.date(), working_days)


def seat_of(role: str, office: Office, roster: Roster | None = None) -> Office | None:
    """For which office the role is held that decides for this one; None where there is none."""
    if role == Role.CHIEF_OF_MISSION:
        return office if office.kind == OfficeKind.COUNTRY else None
    if role == Role.REGIONAL_DIRECTOR:
        return next((each for each in (office, office.parent) if each and each.kind == OfficeKind.REGIONAL), None)
    return roster.headquarters if roster else headquarters()


def able_deciders(
    role: str, office: Office, on: date, barred: Collection[int], roster: Roster | None = None
) -> list[Decider]:
    """Those who may decide: neither they nor whom they stand in for are barred."""
    found = roster.deciders(role, office) if roster else deciders(role=role, office=office, on=on)
    return [
        each
        for each in found
        if each.user.pk not in barred and (each.on_behalf_of is None or each.on_behalf_of.pk not in barred)
    ]


def able_voices(role: str, place: Office, office: Office, on: date, barred: Collection[int]) -> list[Decider]:
    """Those who may act in a step of this authority for this office, with whom it invites."""
    return [*able_deciders(role, place, on, barred), *invited(role, office, on, barred)]


def invited(role: str, office: Office, on: date, barred: Collection[int]) -> list[Decider]:
    """The regional director concerned votes with a committee (domain.md section 5, decision)."""
    region = seat_of(Role.REGIONAL_DIRECTOR, office) if role == Role.COMMITTEE else None
    return able_deciders(Role.REGIONAL_DIRECTOR, region, on, barred) if region else []


def _authority(
    role: str, office: Office, on: date, barred: Collection[int], roster: Roster | None
) -> tuple[str, Office, str]:
    """The first rung, from the matrix's own upwards, on which somebody can decide; else the topmost one."""
    why = RouteRule.MATRIX
    for rung in LADDER[LADDER.index(Role(role)) :]:
        place = seat_of(rung, office, roster)
        if place is None:
            why = RouteRule.NO_SUCH_OFFICE
            continue
        if able_deciders(rung, place, on, barred, roster):
            return rung, place, why
        why = RouteRule.OWN_REQUEST if able_deciders(rung, place, on, (), roster) else RouteRule.VACANT
    return LADDER[-1], roster.headquarters if roster else headquarters(), why
