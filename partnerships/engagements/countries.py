"""In which countries companies work with us: those of an engagement, or that of its lead office where it names none."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

# What was closed before it began is no work; a year counts what ran in it, by its dates.
_WORK = """
    FROM partnerships_partner p
    JOIN partnerships_engagement e ON e.id = p.engagement_id AND e.binned_at IS NULL AND e.stage <> 'closed'
    JOIN accounts_office o ON o.id = e.lead_office_id,
    unnest(CASE WHEN cardinality(e.countries) > 0 THEN e.countries ELSE ARRAY[o.country] END) AS places (place)
"""
_IN_SEVERAL = """(
    SELECT p.company_id {work}
    WHERE (%s::date IS NULL OR e.starts_on <= %s)
        AND (%s::date IS NULL OR coalesce(e.ends_on, CASE e.kind WHEN 'collaboration' THEN e.starts_on END,
            'infinity') >= %s)
    GROUP BY p.company_id HAVING count(DISTINCT place) > 1
)"""
_OF_EACH = "SELECT p.company_id, array_agg(DISTINCT place ORDER BY place) {work} {where} GROUP BY p.company_id"
# Beside a company of a list, to sort by.
NUMBER = RawSQL(  # noqa: S611 (constants without any value of a request)
    f"(SELECT count(DISTINCT place) {_WORK} WHERE p.company_id = companies_company.id)",
    (),
    IntegerField(),
)


def in_several(first: date | None = None, last: date | None = None) -> RawSQL:
    """The ids of companies that work with us in more than one country, between these days where they are given."""
    return RawSQL(_IN_SEVERAL.format(work=_WORK), (last, last, first, first))  # noqa: S611


def countries_of(company_ids: Sequence[int], _user: Any = None) -> dict[int, list[str]]:
    """One query for all of them."""
    with connection.cursor() as cursor:
        sql = _OF_EACH.format(work=_WORK, where="WHERE p.company_id = ANY(%s)")
        cursor.execute(sql, [list(company_ids)])
        return dict(cursor.fetchall())
