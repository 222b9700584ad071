"""What is found of one company says: look again at its group (due-diligence.md, group contagion)."""

from collections import deque
from datetime import datetime

from crm.companies.models import Company

from ...models import ContagionMark, Screening

# A group larger than this is marked as far as this; the nearest companies first.
MOST = 500


def mark_group(*, screening: Screening, cause: str, at: datetime) -> list[ContagionMark]:
    """Marks parent, subsidiaries and sisters, each with the path that leads to it. Safe to run twice.

    `cause` is "hit" or "rejected". Their clearances stay in force; they are listed for the partnerships team.
    """
    marks = [
        ContagionMark(company_id=path[-1], source=screening, cause=cause, path=path, marked_at=at)
        for path in paths_from(screening.company_id)
    ]
    return ContagionMark.objects.bulk_create(marks, ignore_conflicts=True)


def paths_from(company_id: int) -> list[list[int]]:
    """From the company to every other of its group, shortest paths first; a query for each ring around it."""
    found: list[list[int]] = []
    seen, ring = {company_id}, deque([[company_id]])
    while ring and len(found) < MOST:
        neighbours = _neighbours({path[-1] for path in ring})
        following: deque[list[int]] = deque()
        for path in ring:
            for other in neighbours.get(path[-1], ()):
                if other not in seen:
                    seen.add(other)
                    following.append([*path, other])
        found += following
        ring = following
    return found[:MOST]


def _neighbours(companies: set[int]) -> dict[int, list[int]]:
    """Parents and subsidiaries of each, without those in the bin."""
    near: dict[int, list[int]] = {}
    kept = Company.objects.filter(binned_at=None)
    for child, parent in kept.filter(parent__in=companies).values_list("pk", "parent_id"):
        near.setdefault(parent, []).append(child)
    up = Company.objects.filter(pk__in=companies, parent__binned_at=None, parent__isnull=False)
    for child, parent in up.values_list("pk", "parent_id"):
        near.setdefault(child, []).append(parent)
    return near
