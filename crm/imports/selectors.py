"""Whose imports a person sees, and what is known of headings that came before."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.audit.models import AuditEvent

from .enums import ImportState, Outcome
from .mapping import signature
from .models import ImportRow, ImportRun, KeptMapping
from .registries import Asked
from .wording import shown

_ANSWERED = (Outcome.UPDATE, Outcome.SAME)
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
        {"row": number, "field": p["field"], "code": p["code"], "detail": shown(p["detail"])}
        for number, problems in rows_of(run, show="listed").values_list("number", "problems")[:limit]
        for p in problems
    ]


def asked_before(run: ImportRun, contents: Iterable[str]) -> dict[str, Asked]:
    """Of these contents those about which an import of this kind asked, as the last one left them: without an answer,
    or with the record that it is. Whoever was told that it is a new one finds it in the register.

    A mere preview asks nobody, an import that was undone never was, and an answer holds until it is undone.
    """
    rows = ImportRow.objects.filter(content__in=list(contents), applied=True, undone=False, run__kind=run.kind)
    rows = rows.exclude(run__state=ImportState.UNDONE).exclude(proposed=[])
    last = rows.order_by("content", "-run__committed_at", "-run_id", "-number").distinct("content")
    columns = ("content", "outcome", "proposed", "subject_id", "run__uploaded_by__name", "run__committed_at")
    return {
        content: Asked(tuple(proposed), by_name, at.date(), subject_id if outcome in _ANSWERED else None)
        for content, outcome, proposed, subject_id, by_name, at in last.values_list(*columns)
        if outcome != Outcome.CREATE
    }


def proposed_in(run: ImportRun) -> dict[str, tuple[str, ...]]:
    """What the preview of this import proposes, by the content of the row."""
    rows = run.entries.filter(applied=False).exclude(proposed=[]).order_by("-number")
    return {content: tuple(proposed) for content, proposed in rows.values_list("content", "proposed")}


def discarded(user: User, pk: int) -> AuditEvent | None:
    """Who took a file away that this person might have seen, and when: theirs, or any for those who see all."""
    events = AuditEvent.objects.filter(subject_type=ImportRun._meta.label_lower, subject_id=str(pk))
    gone = events.filter(verb="import.discarded").order_by("-at").first()
    theirs = access(user).has(*OVERSEERS) or events.filter(verb="import.uploaded", by_id=user.pk).exists()
    return gone if theirs else None
