"""The group of a company, from what the query of its page has listed (`CompanyQuerySet.for_page`)."""

from dataclasses import dataclass
from typing import Any

from .models import Company


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A company in the group tree; `depth` counts from the top, `here` is the company asked about."""

    id: int
    name: str
    country: str
    depth: int
    here: bool


def group_tree(company: Company) -> list[GroupMember]:
    """The company's ancestors, siblings and descendants, in the order of a tree; none where it stands alone."""
    rows: dict[int, dict[str, Any]] = {row["id"]: row for row in company.group_rows}  # type: ignore[attr-defined]
    below: dict[int | None, list[int]] = {}
    for pk, row in rows.items():
        below.setdefault(row["parent"] if row["parent"] in rows else None, []).append(pk)
    tree: list[GroupMember] = []
    waiting = [(pk, 0) for pk in reversed(below.get(None, []))]
    while waiting:
        pk, depth = waiting.pop()
        tree.append(GroupMember(pk, rows[pk]["name"], rows[pk]["country"], depth, pk == company.pk))
        waiting += [(child, depth + 1) for child in reversed(below.get(pk, []))]
    return tree if len(tree) > 1 else []


def kin(company: Company) -> dict[int, str]:
    """Parent, subsidiaries and sisters by their names, those that are in sight."""
    above = company.parent_id
    return {
        row["id"]: row["name"]
        for row in company.group_rows  # type: ignore[attr-defined]
        if row["kept"]
        and row["id"] != company.pk
        and (row["parent"] == company.pk or (above and above in (row["id"], row["parent"])))
    }
