"""The background half of an export: what the worker runs."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from crm.jobs.models import Job
from crm.jobs.registries import Progress

from .models import Export
from .query import TableQuery, file_rows
from .registries import tables
from .services import exports


def rows_of(query: TableQuery) -> exports.Rows:
    """Exactly what the page shows, in its order, under stable headings."""
    return exports.Rows([column.heading for column in query.columns], file_rows(query))


def how_many(rows: QuerySet, *, at_most: int | None = None) -> int:
    plain = rows.order_by().values("pk")
    return (plain[:at_most] if at_most else plain).count()


def run_export(job: Job, progress: Progress) -> dict[str, Any]:
    """Read anew with the rights that the person has now; safe to run again."""
    export = Export.objects.select_related("by").get(pk=job.arguments["export"])
    query = TableQuery(tables[export.what], QueryDict(export.parameters["query"]), export.by)
    total = how_many(query.rows)
    with exports.folder() as folder:
        written = exports.write_file(
            rows=rows_of(query),
            file_format=export.format,
            folder=folder,
            told=lambda done: progress(min(done, total), total),
        )
        exports.keep_file(export=export, written=written)
    progress(total, total)
    return {"rows": written.rows, "sha256": written.sha256}
