"""Reading clearances: how a company stands, what lapsed, who is to be looked at again."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, QuerySet, Value, When

from crm.companies.models import Company

from ..enums import ClearanceState
from ..models import Clearance, ContagionMark

# Lapsed ones come first in every list (due-diligence.md, what others got wrong).
_RANKS = {
    ClearanceState.SUSPENDED: 0,
    ClearanceState.EXPIRED: 1,
    ClearanceState.IN_FORCE: 2,
    ClearanceState.NOT_YET: 3,
    ClearanceState.REVOKED: 4,
}


def standing(company_ids: Sequence[int], on: date) -> dict[int, Clearance]:
    """For each company the clearance that tells how it stands: one in force before a lapsed one, then the latest.

    One query; each has `state`.
    """
    rows = Clearance.objects.filter(company_id__in=company_ids).with_state(on=on)
    best = Case(When(state=ClearanceState.IN_FORCE, then=Value(0)), default=Value(1))
    rows = rows.annotate(best=best).order_by("company_id", "best", "-valid_until", "-pk").distinct("company_id")
    return {row.company_id: row for row in rows}


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
