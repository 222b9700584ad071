"""Keeping the indexes of names: with each write, and in the background."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from crm.core.names import frequency, upkeep
from crm.core.names.models import NameTable
from crm.jobs.enums import OPEN
from crm.jobs.models import Job
from crm.jobs.registries import Progress
from crm.jobs.services import jobs

from ..models import COMPANY_NAMES, PERSON_NAMES, Company, Contact

JOB = "index_names"
TABLES = (COMPANY_NAMES, PERSON_NAMES)
# What the sweep fills itself; more is work for a job with its progress.
SWEPT = 20
LOCK = "companies.names.job"


def index_company(company: Company) -> None:
    """In the transaction that wrote a name of the company."""
    upkeep.fill(COMPANY_NAMES, [company.pk])


def index_companies(ids: Iterable[int]) -> None:
    """The same for many that were written in this transaction."""
    upkeep.fill(COMPANY_NAMES, ids)


def index_contact(contact: Contact) -> None:
    """In the transaction that wrote a name of the person."""
    upkeep.fill(PERSON_NAMES, [contact.pk])


def sweep() -> int:
    """Fill what was written past the services; where that is much, start the job. Answers how many it filled."""
    filled = 0
    for table in TABLES:
        batches = 0
        while batches < SWEPT and (found := upkeep.fill_stale(table)):
            filled += found
            batches += 1
        if batches == SWEPT or upkeep.is_owed(table):
            start()
    return filled


def recount() -> None:
    """Start the job where the register has grown so much that what is rare may have become frequent."""
    if any(upkeep.has_grown(table) for table in TABLES):
        start()


@transaction.atomic
def start() -> Job:
    """One at a time: the one that waits or runs already, or a new one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
    running = Job.objects.filter(kind=JOB, state__in=OPEN).first()
    return running or jobs.start(kind=JOB, arguments={}, by=None)


def build(progress: Progress, *, at: datetime) -> dict[str, Any]:
    """Add what is missing, fill what is stale, count the keys. What an earlier run did is found done."""
    size = sum(model._default_manager.count() for table in TABLES for model in (table.records, table.rows))
    told = _Told(progress, total=size + 1)
    result: dict[str, Any] = {}
    for table in TABLES:
        added = _add_missing(table, told)
        filled = 0
        while step := upkeep.fill_stale(table):
            filled += step
            told.add(step)
        result[table.key] = {"added": added, "filled": filled, "frequent": upkeep.count_keys(table, at=at)}
    frequency.forget()
    told.end()
    return result


class _Told:
    """How far the work is; rows that come meanwhile don't take it past the end."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def add(self, done: int) -> None:
        self._done = min(self._done + done, self._total - 1)
        self._progress(self._done, self._total)

    def end(self) -> None:
        self._progress(self._total, self._total)


def _add_missing(table: NameTable, told: _Told) -> int:
    """Over all records, batch by batch. Where somebody held one of them, the next sweep has us walk again."""
    added, after = 0, 0
    last = table.records._default_manager.aggregate(last=Max("pk"))["last"] or 0
    if not upkeep.is_owed(table):
        return added
    while after < last:
        added += upkeep.add_missing(table, after=after, until=after + upkeep.BATCH)
        after += upkeep.BATCH
        told.add(upkeep.BATCH)
    upkeep.settle(table)
    return added
