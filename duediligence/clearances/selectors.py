"""Reading clearances: how a company stands, what lapsed, who is to be looked at again."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, JSONField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from crm.accounts.enums import Role
from crm.accounts.models import RoleAssignment, User
from crm.accounts.selectors import deciders
from crm.companies.models import Company
from crm.contactlog.selectors import engaged_offices

from ..criteria.routing import plan_route, seat_of
from ..criteria.selectors import authority
from ..enums import ClearanceState, HitState, ListStanding
from ..models import Clearance, ContagionMark, Hit

# Lapsed ones come first in every list (due-diligence.md, what others got wrong).
_RANKS = {
    ClearanceState.SUSPENDED: 0,
    ClearanceState.EXPIRED: 1,
    ClearanceState.IN_FORCE: 2,
    ClearanceState.NOT_YET: 3,
    ClearanceState.REVOKED: 4,
}


# Of a row of clearances, on a day that is given twice.
_STATE = """CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN suspended_at IS NOT NULL THEN 'suspended'
    WHEN valid_until < %s THEN 'expired' WHEN valid_from > %s THEN 'not_yet' ELSE 'in_force' END"""
# One array for all companies of a chunk: a file asks for two thousand at once, and Django takes each id apart.
_STATES = f"""
    SELECT DISTINCT ON (company_id) company_id, state, purposes, amount_ceiling, valid_until FROM (
        SELECT id, company_id, purposes, amount_ceiling, valid_until, {_STATE} AS state
        FROM duediligence_clearance WHERE company_id = ANY(%s)
    ) c ORDER BY company_id, state <> 'in_force', valid_until DESC, id DESC
"""  # noqa: S608
# What the company's page lists, within the company's own query; sums as text, to stay exact.
_OF_COMPANY = f"""(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'purposes', purposes, 'rating', c.rating,
        'amount_ceiling', amount_ceiling::text, 'valid_from', valid_from, 'valid_until', valid_until,
        'state', {_STATE}, 'office', o.name) ORDER BY valid_until, c.id), '[]')
    FROM duediligence_clearance c
    JOIN duediligence_screening s ON s.id = c.screening_id JOIN accounts_office o ON o.id = s.office_id
    WHERE c.company_id = companies_company.id
)"""  # noqa: S608
# With the names on the way from the source.
_MARKS = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'cause', m.cause, 'source', sc.legal_name, 'names', ARRAY(
            SELECT p.legal_name FROM unnest(m.path) WITH ORDINALITY AS on_path (id, n)
            JOIN companies_company p ON p.id = on_path.id ORDER BY on_path.n
        )) ORDER BY m.marked_at DESC, m.id), '[]')
    FROM duediligence_contagionmark m JOIN duediligence_screening s ON s.id = m.source_id
    JOIN companies_company sc ON sc.id = s.company_id
    WHERE m.company_id = companies_company.id AND m.settled_at IS NULL
)"""


def states(company_ids: Sequence[int], on: date) -> list[tuple[int, str, list[str], Decimal, date]]:
    """(company, state, purposes, ceiling, until) of the clearance that tells how each company stands.

    One in force before a lapsed one, then the one that lasts longest.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [on, on, list(company_ids)])
        rows: list[tuple[int, str, list[str], Decimal, date]] = cursor.fetchall()
    return rows


def lapsed_first(rows: QuerySet) -> QuerySet:
    """Of rows with `state`: suspended and expired, then those in force by their end."""
    rank = Case(*(When(state=state, then=Value(n)) for state, n in _RANKS.items()), default=Value(9))
    return rows.annotate(rank=rank).order_by("rank", "valid_until", "pk")


def company_lists(on: date) -> dict[str, RawSQL]:
    """`clearance_rows` and `mark_rows` of a company: all its clearances, and why it is to be looked at again."""
    return {
        "clearance_rows": RawSQL(_OF_COMPANY, (on, on), JSONField()),  # noqa: S611
        "mark_rows": RawSQL(_MARKS, (), JSONField()),  # noqa: S611
    }


def of_company(company: Company) -> list[Clearance]:
    """From `clearance_rows`, lapsed ones first; each with `state` and `office_name`."""
    rows = sorted(company.clearance_rows, key=lambda row: _RANKS[row["state"]])  # type: ignore[attr-defined]
    return [_clearance(company, dict(row)) for row in rows]


def _clearance(company: Company, row: dict[str, Any]) -> Clearance:
    state, office = row.pop("state"), row.pop("office")
    row |= {day: date.fromisoformat(row[day]) for day in ("valid_from", "valid_until")}
    row["amount_ceiling"] = Decimal(row["amount_ceiling"])
    clearance = Clearance(company=company, **row)
    clearance.state, clearance.office_name = state, office  # type: ignore[attr-defined]
    return clearance


def telling(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """Of `clearance_rows`, the one that tells how the company stands; as `states` says of many companies."""
    return max(
        rows, key=lambda row: (row["state"] == ClearanceState.IN_FORCE, row["valid_until"], row["id"]), default=None
    )


def path_names(mark: ContagionMark) -> list[Company]:
    """The companies on the way from the source, in order."""
    found = Company.objects.in_bulk(mark.path)
    return [found[pk] for pk in mark.path if pk in found]


def marks_to_settle() -> QuerySet:
    """Companies that a colleague is to look at again, those with a clearance in their hands first."""
    rows = ContagionMark.objects.filter(settled_at=None, company__binned_at=None)
    return rows.select_related("company", "source__company").order_by("marked_at", "pk")


def who_must_know(clearance: Clearance, rating: str, *, on: date) -> list[User]:
    """Every office with an open engagement, its regional director, the body that must now decide, the desk."""
    company = clearance.company_id
    offices = {each.office_id for each in engaged_offices([company], on=on).get(company, [])}
    offices.add(clearance.screening.office_id)
    held = RoleAssignment.objects.current(on=on).filter(user__is_active=True).select_related("user")
    people = [row.user for row in held.filter(Q(office__in=offices) | Q(role=Role.PARTNERSHIPS))]
    region = seat_of(Role.REGIONAL_DIRECTOR, clearance.screening.office)
    if region:
        people += [each.user for each in deciders(role=Role.REGIONAL_DIRECTOR, office=region, on=on)]
    steps = plan_route(rating=rating, office=clearance.screening.office, authority=authority(on), on=on)
    people += [each.user for step in steps for each in deciders(role=step.role, office=step.office, on=on)]
    return list({person.pk: person for person in people}.values())


def listed_by_the_un(company_id: int) -> bool:
    """Whether a confirmed hit on a list of the United Nations stands: on it, or on a party of a screening of it."""
    whose = Q(party__screening__company=company_id) | Q(party__company=company_id)
    confirmed = Hit.objects.filter(whose, state=HitState.CONFIRMED, entry__watchlist__standing=ListStanding.UN)
    return confirmed.listed().exists()
