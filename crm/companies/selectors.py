"""Reading across the models of a company."""

from collections.abc import Container, Sequence
from typing import Any

from django.db import connection

from .registries import company_facts

_IS_BELOW = """
    WITH RECURSIVE up AS (
        SELECT id, parent_id FROM companies_company WHERE id = %s
        UNION
        SELECT c.id, c.parent_id FROM companies_company c JOIN up ON c.id = up.parent_id
    )
    SELECT EXISTS (SELECT 1 FROM up WHERE id = %s)
"""


def is_below(company_id: int, ancestor_id: int) -> bool:
    """Whether the company is the other one itself or stands somewhere below it in its group."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_BELOW, [company_id, ancestor_id])
        return bool(cursor.fetchone()[0])


def facts(company_ids: Sequence[int], user: Any, *, only: Container[str] = ()) -> dict[str, dict[int, Any]]:
    """What the layers above know of these companies, as {key: {company id: fact}}; a query for each key at most.

    `only` names the keys that are wanted, where not all are.
    """
    answer: dict[str, dict[int, Any]] = {}
    for key, source in company_facts.items():
        if only and key not in only:
            continue
        known = source.read(company_ids, user) if company_ids else {}
        answer[key] = {pk: known.get(pk, source.absent) for pk in company_ids}
    return answer
