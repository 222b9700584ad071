"""What is found of one company says: look again at its group (due-diligence.md, group contagion)."""

from collections import deque
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company
from crm.core import clock
from crm.core.errors import Conflict

from ...models import ContagionMark, Screening
from ..policies import may_settle_mark

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


@transaction.atomic
def settle_mark(*, by: User, mark_id: int, reason: str, at: datetime | None = None) -> ContagionMark:
    """The look was taken. Raises ContagionMark.DoesNotExist, Forbidden, Conflict, ValidationError on `reason`."""
    mark = ContagionMark.objects.select_for_update(of=("self",)).select_related("company").get(pk=mark_id)
    may_settle_mark(by).require()
    if mark.settled_at:
        raise Conflict(_("Somebody has looked at this company in the meantime."))
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say what you found."), code="required")})
    mark.settled_by, mark.settled_at, mark.settled_reason = by, at or clock.now(), reason.strip()
    mark.save(update_fields=["settled_by", "settled_at", "settled_reason"])
    recorder.record(verb="contagion.settled", subject=mark.company, by=by, after={"reason": reason.strip()})
    return mark


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
