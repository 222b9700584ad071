"""Whose imports a person sees, and what is known of headings that came before."""

from typing import Any

from django.db.models import QuerySet

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User

from .enums import Outcome
from .mapping import signature
from .models import ImportRow, ImportRun, KeptMapping

OVERSEERS = (Role.PARTNERSHIPS, Role.ADMINISTRATOR, Role.AUDITOR)


def visible_to(user: User) -> "QuerySet[ImportRun]":
    runs = ImportRun.objects.select_related("uploaded_by", "job", "undone_by")
    return runs if access(user).has(*OVERSEERS) else runs.filter(uploaded_by=user)


def kept_mapping(kind: str, headings: tuple[str, ...]) -> KeptMapping | None:
    return KeptMapping.objects.filter(kind=kind, headings_sha256=signature(headings)).select_related("by").first()


def rows_of(run: ImportRun, *, show: str = "") -> "QuerySet[ImportRow]":
    """`show`: an outcome, "out" for what stays out, "listed" for what has a remark, "kept" for what undo left."""
    rows = run.entries.all()
    if show == "listed":
        return rows.exclude(problems=[])
    if show == "out":
        return rows.filter(outcome__in=[Outcome.PROBLEM, Outcome.SKIP])
    if show == "kept":
        return rows.exclude(undo_note="")
    return rows.filter(outcome=show) if show else rows


def errors_of(run: ImportRun, limit: int = 1000) -> list[dict[str, Any]]:
    """The rows with a remark as the REST contract shows them."""
    return [
        {"row": number, "field": p["field"], "code": p["code"], "detail": p["detail"]}
        for number, problems in rows_of(run, show="listed").values_list("number", "problems")[:limit]
        for p in problems
    ]
