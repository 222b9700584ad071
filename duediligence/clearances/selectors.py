"""Reading clearances: how a company stands, what lapsed, who is to be looked at again."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When

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


# One array for all companies of a chunk: a file asks for two thousand at once, and Django takes each id apart.
_STATES = """
    SELECT DISTINCT ON (company_id) company_id, state, purposes, amount_ceiling, valid_until FROM (
        SELECT id, company_id, purposes, amount_ceiling, valid_until,
            CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN suspended_at IS NOT NULL THEN 'suspended'
                WHEN valid_until < %(on)s THEN 'expired' WHEN valid_from > %(on)s THEN 'not_yet' ELSE 'in_force'
            END AS state
        FROM duediligence_clearance WHERE company_id = ANY(%(ids)s)
    ) c ORDER BY company_id, state <> 'in_force', valid_until DESC, id DESC
"""


def states(company_ids: Sequence[int], on: date) -> list[tuple[int, str, list[str], Decimal, date]]:
    """(company, state, purposes, ceiling, until) of the clearance that tells how each company stands.

    One in force before a lapsed one, then the one that lasts longest.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATES, {"on": on, "ids": list(company_ids)})
        rows: list[tuple[int, str, list[str], Decimal, date]] = cursor.fetchall()
    return rows


def lapsed_first(rows: QuerySet) -> QuerySet:
    """Of rows with `state`: suspended and expired, then those in force by their end."""
    rank = Case(*(When(state=state, then=Value(n)) for state, n in _RANKS.items()), default=Value(9))
    return rows.annotate(rank=rank).order_by("rank", "valid_until", "pk")


def of_company(company: Company, on: date) -> list[Clearance]:
    rows = Clearance.objects.filter(company=company).with_state(on=on).select_related("screening__office")
    return list(lapsed_first(rows))


def open_marks(company: Company) -> list[ContagionMark]:
    """Why a company of this group is to be looked at again, with the names on the path."""
    marks = list(company.contagion_marks.filter(settled_at=None).select_related("source__company"))
    names = Company.objects.in_bulk({pk for mark in marks for pk in mark.path})
    for mark in marks:
        mark.names = [names[pk].legal_name for pk in mark.path if pk in names]  # type: ignore[attr-defined]
    return marks


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
