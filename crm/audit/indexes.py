"""Indexes of the event tables by the record that a row belongs to, so that its history needs no scan of them all."""

from typing import Any

from django.apps import apps
from django.db import connections

from crm.core.extension_points import history_subjects

from .versions import event_models


def index_related_versions(using: str = "default", **_: Any) -> None:
    """After each migrate, as the owner: which tables belong to a history, the apps above say in their extensions."""
    connection = connections[using]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for label, name in sorted({pair for subject in history_subjects for pair in subject.related.items()}):
            model = apps.get_model(label)
            table, column = event_models()[model]._meta.db_table, model._meta.get_field(name).column
            if table in existing:
                index = f"{table[: 62 - len(column)]}_{column}"
                cursor.execute(f"create index if not exists {quote(index)} on {quote(table)} ({quote(column)})")
