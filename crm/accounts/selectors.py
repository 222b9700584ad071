"""Who holds what, read once for each request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from .enums import SOLE_ROLES, OfficeKind, Role
from .models import Delegation, Office, RoleAssignment, User
from .models.office import region_of


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


# Asked at every request, and written by hand for that: the query sets took five milliseconds to put together. What the
# person holds, and whether anything is lent to them (`current` of both querysets): that is looked up only then.
_OWN = """
    select lent.is_any, r.role, o.id, o.path, o.code, o.name, r.seat, null::bigint, ''
    from (select exists (
        select from accounts_delegation d
        where d.deputy_id = %(user)s and d.starts_on <= %(on)s and d.ends_on >= %(on)s and d.revoked_at is null
    ) as is_any) lent
    left join (accounts_roleassignment r join accounts_office o on o.id = r.office_id)
        on r.user_id = %(user)s and r.starts_on <= %(on)s and (r.ends_on is null or r.ends_on >= %(on)s)
"""
_LENT = """
    select true, r.role, o.id, o.path, o.code, o.name, r.seat, holder.id, holder.name
    from accounts_delegation d
    join accounts_roleassignment r on r.id = d.assignment_id
    join accounts_office o on o.id = r.office_id
    join accounts_user holder on holder.id = r.user_id
    where d.deputy_id = %(user)s and d.starts_on <= %(on)s and d.ends_on >= %(on)s and d.revoked_at is null
        and r.starts_on <= %(on)s and (r.ends_on is null or r.ends_on >= %(on)s)
"""


def access_of(user: User, *, on: date) -> Access:
    """One query, two for deputies; `crm.accounts.access` keeps the result for the request."""
    values: dict[str, Any] = {"user": user.pk, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_OWN, values)
        rows = cursor.fetchall()
        if rows[0][0]:
            cursor.execute(_LENT, values)
            rows += cursor.fetchall()
    found = [
        Held(role, office, path, region_of(path), code, name, seat, holder, holder_name)
        for _lent, role, office, path, code, name, seat, holder, holder_name in rows
        if role is not None
    ]
    return Access(
        user=user,
        held=tuple(held for held in found if held.holder_id is None),
        deputised=tuple(held for held in found if held.holder_id is not None),
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


def deciders_by_place(*, roles: Iterable[str], on: date) -> dict[tuple[str, int], list[Decider]]:
    """As `deciders`, for every office at once, as {(role, office): deciders}; two queries."""
    wanted = list(roles)
    held = RoleAssignment.objects.current(on=on).filter(role__in=wanted)
    lent = Delegation.objects.current(on=on).filter(assignment__in=held, deputy__is_active=True)
    found: dict[tuple[str, int], list[Decider]] = {}
    for a in held.filter(user__is_active=True).select_related("user"):
        found.setdefault((a.role, a.office_id), []).append(Decider(a.user, a.role, a.office_id, a.seat))
    for d in lent.select_related("deputy", "assignment__user"):
        a = d.assignment
        one = Decider(d.deputy, a.role, a.office_id, a.seat, on_behalf_of=a.user)
        found.setdefault((a.role, a.office_id), []).append(one)
    return found


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


def offices_by_name() -> list[int]:
    """The ids of all offices: the order of the groups where a list is sorted by office."""
    return list(Office.objects.order_by("name", "pk").values_list("pk", flat=True))


def people_by_name() -> list[int]:
    return list(User.objects.order_by("name", "pk").values_list("pk", flat=True))
