"""Who holds what, read once for each request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .enums import SOLE_ROLES, OfficeKind, Role
from .models import Delegation, Office, RoleAssignment, User


@dataclass(frozen=True, slots=True)
class Held:
    """A role for an office; `holder` differs from the person when they deputise."""

    role: str
    office_id: int
    office_path: str
    region_path: str
    office_code: str
    office_name: str
    seat: str = ""
    holder_id: int | None = None
    holder_name: str = ""


@dataclass(frozen=True)
class Access:
    """What a person may reach on a day. Policies and `visible_to` ask this and nothing else."""

    user: Any
    held: tuple[Held, ...] = ()
    deputised: tuple[Held, ...] = field(default=())

    def has(self, *roles: str) -> bool:
        return any(h.role in roles for h in self.held)

    def offices(self, *roles: str) -> set[int]:
        """Ids of the offices for which one of the roles (any, when none is named) is held."""
        return {h.office_id for h in self.held if not roles or h.role in roles}

    @property
    def regions(self) -> set[str]:
        """Paths of the regions of all offices in which some role is held."""
        return {h.region_path for h in self.held}

    @property
    def is_auditor_only(self) -> bool:
        """Reads everything, changes nothing."""
        return bool(self.held) and all(h.role == Role.AUDITOR for h in self.held)

    @property
    def reads_everything(self) -> bool:
        return self.has(Role.AUDITOR)


def _held(assignment: RoleAssignment, holder: User | None = None) -> Held:
    office = assignment.office
    return Held(
        role=assignment.role,
        office_id=office.pk,
        office_path=office.path,
        region_path=office.region_path,
        office_code=office.code,
        office_name=office.name,
        seat=assignment.seat,
        holder_id=holder.pk if holder else None,
        holder_name=holder.name if holder else "",
    )


def access_of(user: User, *, on: date) -> Access:
    """Two queries; keep the result for the request (`crm.accounts.middleware` does)."""
    own = RoleAssignment.objects.current(on=on).filter(user=user).select_related("office")
    lent = (
        Delegation.objects.current(on=on)
        .filter(deputy=user, assignment__in=RoleAssignment.objects.current(on=on))
        .select_related("assignment__office", "assignment__user")
    )
    return Access(
        user=user,
        held=tuple(_held(a) for a in own),
        deputised=tuple(_held(d.assignment, d.assignment.user) for d in lent),
    )


def headquarters() -> Office:
    return Office.objects.get(kind=OfficeKind.HEADQUARTERS)


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who may decide; `on_behalf_of` is the holder when the person is a deputy."""

    user: User
    role: str
    office_id: int
    seat: str = ""
    on_behalf_of: User | None = None


def deciders(*, role: str, office: Office, on: date) -> list[Decider]:
    """The holders of a deciding role for an office on a day, then their deputies; only people who may sign in."""
    held = RoleAssignment.objects.current(on=on).filter(role=role, office=office)
    lent = Delegation.objects.current(on=on).filter(assignment__in=held, deputy__is_active=True)
    return [
        *(
            Decider(user=a.user, role=role, office_id=office.pk, seat=a.seat)
            for a in held.filter(user__is_active=True).select_related("user")
        ),
        *(
            Decider(
                user=d.deputy, role=role, office_id=office.pk, seat=d.assignment.seat, on_behalf_of=d.assignment.user
            )
            for d in lent.select_related("deputy", "assignment__user")
        ),
    ]


def other_administrators(person: User, *, on: date) -> bool:
    """Whether somebody else, who may sign in, is an administrator on that day."""
    return RoleAssignment.objects.administrators(on=on).exclude(user=person).exists()


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as the directory shows it: `level` is its depth in the tree."""

    office: Office
    level: int
    heads: list[RoleAssignment]
    focal_points: list[RoleAssignment]


def office_row(office: Office) -> OfficeRow:
    """Of an office read by `with_roles`."""
    held: list[RoleAssignment] = office.current_roles  # type: ignore[attr-defined]
    return OfficeRow(
        office=office,
        level=office.path.count("/") - 2,
        heads=[each for each in held if each.role in SOLE_ROLES],
        focal_points=[each for each in held if each.role in (Role.STAFF, Role.HUB)],
    )


def in_tree_order(offices: Iterable[Office]) -> list[OfficeRow]:
    """Each below what it reports to, and by name beside its like."""
    rows = [office_row(office) for office in offices]
    names = {row.office.pk: row.office.name for row in rows}

    def line(row: OfficeRow) -> list[str]:
        return [names.get(int(pk), "") for pk in row.office.path.strip("/").split("/") if pk]

    return sorted(rows, key=line)
