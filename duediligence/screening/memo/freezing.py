"""Freezing a memo, and finding out whether one was changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from crm.audit import recorder
from crm.audit.models import AuditEvent

from ...models import Controversy, DecisionMemo, RouteStep, Screening
from .canonical import canonical, digest
from .document import document_of

FROZEN = "screening.memo_frozen"


def freeze(*, screening: Screening, at: datetime) -> DecisionMemo:
    """In the transaction of the decision: its hash stands beside it and in the trail."""
    body = canonical(document_of(whole(screening.pk), at=at))
    memo = DecisionMemo.objects.create(
        screening=screening, number=screening.memos.count() + 1, body=body, sha256=digest(body), frozen_at=at
    )
    recorder.record(verb=FROZEN, subject=screening, by=None, after={"sha256": memo.sha256, "number": memo.number})
    return memo


def whole(pk: int) -> Screening:
    """A copy with what several parts of a memo ask for, so that each is read once and nobody else sees what is kept."""
    people = ("requested_by", "researcher", "submitted_by", "authority")
    steps = RouteStep.objects.select_related("office", "decided_by", "on_behalf_of", "authority")
    found = Controversy.objects.select_related("theme")
    rows = Screening.objects.select_related("company__parent", "office", *people)
    return rows.prefetch_related(
        "activities", "parties", Prefetch("controversies", found), Prefetch("route", steps)
    ).get(pk=pk)


@dataclass(frozen=True, slots=True)
class Broken:
    """`problem`: "changed" where the body has another hash, "replaced" where the trail knows another one."""

    memo: DecisionMemo
    problem: str


def broken_memos() -> Iterator[Broken]:
    """Every memo whose body, hash and trail disagree. One pass, in the order of their ids."""
    for memo in DecisionMemo.objects.order_by("pk").iterator(chunk_size=200):
        if digest(memo.body) != memo.sha256:
            yield Broken(memo, "changed")
        elif not _is_in_the_trail(memo):
            yield Broken(memo, "replaced")


def _is_in_the_trail(memo: DecisionMemo) -> bool:
    return AuditEvent.objects.filter(
        verb=FROZEN,
        subject_type=Screening._meta.label_lower,
        subject_id=str(memo.screening_id),
        after__sha256=memo.sha256,
    ).exists()
