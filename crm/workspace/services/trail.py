"""Taking the trail out of the house is a deed itself."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from crm.accounts.models import User
from crm.audit.models import AuditEvent
from crm.audit.recorder import record

from ..trail import worded

MOST = 100_000
BATCH = 500


@transaction.atomic
def export_trail(*, by: User, deeds: QuerySet[AuditEvent], asked: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The newest deeds as rows, at most `MOST`; what was asked for stands in the trail."""
    record(verb="trail.exported", subject=by, by=by, after=asked)
    return _rows(by, deeds)


def _rows(by: User, deeds: QuerySet[AuditEvent]) -> Iterator[tuple[Any, ...]]:
    left = deeds[:MOST].iterator(chunk_size=BATCH)
    while batch := list(islice(left, BATCH)):
        for deed in worded(by, batch):
            values = "; ".join(f"{f.label}: {f.before or '–'} → {f.after or '–'}" for f in deed.fields)
            yield deed.at, deed.by, deed.on_behalf_of, deed.sentence, deed.kind, deed.subject, values
