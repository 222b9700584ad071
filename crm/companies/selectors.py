"""Reading across the models of a company."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .enums import CompanyStatus
from .registries import company_facts

# A group with more companies than this is shown in part.
TREE_LIMIT = 300

_IS_BELOW = """
    WITH RECURSIVE up AS (
        SELECT id, parent_id FROM companies_company WHERE id = %s
        UNION
        SELECT c.id, c.parent_id FROM companies_company c JOIN up ON c.id = up.parent_id
    )
    SELECT EXISTS (SELECT 1 FROM up WHERE id = %s)
"""

_GROUP = """
    WITH RECURSIVE up AS (
        SELECT id, parent_id FROM companies_company WHERE id = %(id)s
        UNION
        SELECT c.id, c.parent_id FROM companies_company c JOIN up ON c.id = up.parent_id
    ), down AS (
        SELECT id FROM companies_company WHERE id = %(id)s
        UNION
        SELECT c.id FROM companies_company c JOIN down ON c.parent_id = down.id WHERE c.binned_at IS NULL
    ), siblings AS (
        SELECT s.id FROM companies_company s JOIN companies_company me ON s.parent_id = me.parent_id
        WHERE me.id = %(id)s AND s.binned_at IS NULL
    )
    SELECT c.id, c.parent_id, c.legal_name, c.country, c.status
    FROM companies_company c
    WHERE c.id IN (SELECT id FROM up UNION SELECT id FROM siblings UNION SELECT id FROM down)
    ORDER BY c.sort_name, c.id
    LIMIT %(limit)s
"""


def is_below(company_id: int, ancestor_id: int) -> bool:
    """Whether the company is the other one itself or stands somewhere below it in its group."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_BELOW, [company_id, ancestor_id])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A company in the group tree; `depth` counts from the top, `here` is the company asked about."""

    id: int
    name: str
    country: str
    status_label: Any
    depth: int
    here: bool


def group_tree(company_id: int) -> list[GroupMember]:
    """The company's ancestors, siblings and descendants, in the order of a tree; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUP, {"id": company_id, "limit": TREE_LIMIT})
        rows = {row[0]: row for row in cursor.fetchall()}
    below: dict[int | None, list[int]] = {}
    for pk, parent_id, *_rest in rows.values():
        below.setdefault(parent_id if parent_id in rows else None, []).append(pk)
    tree: list[GroupMember] = []
    waiting = [(pk, 0) for pk in reversed(below.get(None, []))]
    while waiting:
        pk, depth = waiting.pop()
        _id, _parent, name, country, status = rows[pk]
        tree.append(GroupMember(pk, name, country, CompanyStatus(status).label, depth, pk == company_id))
        waiting += [(child, depth + 1) for child in reversed(below.get(pk, []))]
    return tree if len(tree) > 1 else []


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
