"""Old addresses and old numbers lead to the record that stands for the merged one now."""

from typing import Any

from django.db.models import Model, Subquery
from django.db.models.functions import Coalesce


def survivor_of(model: Any, pk: Any) -> Any | None:
    """The record that a merged one became; None where this number was not merged, or leads to the bin."""
    merged = model.objects.filter(pk=pk, merged_into__binned_at=None).merged()
    row = merged.select_related("merged_into").first()
    return row.merged_into if row else None


def kept_or_survivor(model: Any, told: Any) -> Any | None:
    """The record of this number, or the one that stands for it; None for what is no number, unknown or in the bin."""
    text = str(told or "")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    return model.objects.kept().filter(pk=text).first() or survivor_of(model, text)


def merged_record(model: Any, pk: Any) -> Any | None:
    """The row of the merged one itself, with its survivor."""
    return model.objects.filter(pk=pk).merged().select_related("merged_into").first()


def led_on(model: type[Model], pks: Any) -> dict[int, int]:
    """{merged number: survivor's number} of those that were merged."""
    rows = model._default_manager.filter(pk__in=list(pks)).exclude(merged_into=None)
    return dict(rows.values_list("pk", "merged_into"))


def number_of(model: type[Model], pk: Any) -> Subquery:
    """For filters: the number itself, or that of its survivor, within the filter's own query."""
    return Subquery(model._default_manager.filter(pk=pk).values(now=Coalesce("merged_into", "pk"))[:1])
