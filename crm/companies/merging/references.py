"""The columns that point at a kind of record: those that were declared, and those that should be."""

from typing import Any

from django.db.models import Model

from ..registries import MergeReference, merge_references


def references_to(model: type[Model]) -> list[tuple[str, MergeReference]]:
    """Declared ones, by their key."""
    return [
        (key, each)
        for key, each in merge_references.items()
        if each.model._meta.get_field(each.field).related_model is model
    ]


def moving_to(model: type[Model]) -> list[tuple[str, MergeReference]]:
    return [(key, each) for key, each in references_to(model) if not each.stays]


def pointing_at(model: type[Model]) -> dict[str, Any]:
    """Every column of every table that points at the model, links of many to many included.

    The tables of row versions are no part of it: what they tell is what was.
    """
    found: dict[str, Any] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        column: Any = relation.remote_field  # type: ignore[union-attr]
        if not hasattr(column.model, "pgh_tracked_model"):
            found[f"{column.model._meta.label_lower}.{column.name}"] = column
    return found


def undeclared(model: type[Model]) -> list[str]:
    """What nobody said of; in words, "other names (company)"."""
    return [
        f"{column.model._meta.verbose_name_plural} ({column.verbose_name})"
        for key, column in pointing_at(model).items()
        if key not in merge_references
    ]
