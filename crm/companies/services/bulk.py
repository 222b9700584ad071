"""Changing many companies at once, and taking that back.

One transaction, rows locked in the order of their ids, the policy asked for each; a company that refuses is left as it
is and listed with its reason, the others are changed. Each changed company gets its own audit event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict, Forbidden

from .. import cleaning, policies
from ..models import Company
from . import writing
from .companies import change, columns

# Names are each company's own; the rest may be said of many.
BULK_FIELDS = frozenset(
    [
        "kind",
        "status",
        "status_reason",
        "country",
        "city",
        "isic",
        "size",
        "parent",
        "global_compact",
        "found_by",
        "lead_office",
        "relationship_lead",
    ]
)
ADD_TAGS, REMOVE_TAGS, TAGS = "add_tags", "remove_tags", "tags"


@dataclass
class BulkResult:
    """`rows`: {id: {"before", "after", "version"}} of what changed; `refused`: {id: sentence} of what did not.

    `labels`: {id: name} of all that were looked at.
    """

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def change_companies(*, by: User, ids: Iterable[int], changes: Mapping[str, Any], on: date | None = None) -> BulkResult:
    """Change the same fields of many companies; `add_tags` and `remove_tags` are lists of names.

    Foreign keys come as instances or as ids. Raises Forbidden when the person changes nothing at all.
    """
    policies.may_write(access(by)).require()
    _check_names(changes)
    day, result = on or clock.today(), BulkResult()
    fields = {name: _instance(name, value) for name, value in changes.items() if name in BULK_FIELDS}
    for company in _locked_in_order(ids, tree=bool(fields.get("parent"))):
        tags = _tags(company, changes)
        result.labels[company.pk] = company.legal_name
        with _each(company, result):
            _change_one(company, by=by, changes=fields, tags=tags, on=day, verb="company.updated", result=result)
    return result


def preview_companies(
    *, by: User, ids: Iterable[int], changes: Mapping[str, Any], on: date | None = None
) -> BulkResult:
    """What `change_companies` would answer, by the same code, with nothing kept."""
    with transaction.atomic():
        result = change_companies(by=by, ids=ids, changes=changes, on=on)
        transaction.set_rollback(True)
    return result


@transaction.atomic
def undo_companies(*, by: User, rows: Mapping[Any, Mapping[str, Any]], on: date | None = None) -> BulkResult:
    """Give each company its values from before, as `change_companies` answered them.

    A company that somebody changed since is kept as it is and listed.
    """
    policies.may_write(access(by)).require()
    day, result = on or clock.today(), BulkResult()
    known = {int(pk): row for pk, row in rows.items()}
    parents = any(row["before"].get("parent") for row in known.values())
    for company in _locked_in_order(known, tree=parents):
        row = known[company.pk]
        result.labels[company.pk] = company.legal_name
        if company.version != row["version"]:
            result.refused[company.pk] = _("Somebody changed this company since. It was kept as it is.")
            continue
        before = dict(row["before"])
        tags = before.pop(TAGS, None)
        fields = {name: _instance(name, value) for name, value in before.items()}
        with _each(company, result):
            _change_one(company, by=by, changes=fields, tags=tags, on=day, verb="company.change_undone", result=result)
    return result


def _check_names(changes: Mapping[str, Any]) -> None:
    unknown = changes.keys() - BULK_FIELDS - {ADD_TAGS, REMOVE_TAGS}
    if unknown:
        raise ValidationError(_("This cannot be changed for many companies at once."), code="not_in_bulk")


def _instance(name: str, value: Any) -> Any:
    """A foreign key's id as the instance that it names."""
    model = Company._meta.get_field(name).related_model
    if model is None or value is None or isinstance(value, Model):
        return value
    found = model._default_manager.filter(pk=value).first()  # type: ignore[union-attr]
    if found is None:
        raise ValidationError({name: _("This is not there any more.")}, code="gone")
    return found


def _locked_in_order(ids: Iterable[int], *, tree: bool) -> list[Company]:
    if tree:
        writing.lock_tree()
    rows = Company.objects.select_for_update(of=("self",), no_key=True).kept().filter(pk__in=list(ids))
    return list(
        rows.select_related("lead_office", "relationship_lead", "parent").prefetch_related("tags").order_by("pk")
    )


class _each:  # noqa: N801 - reads as a statement
    """One company's refusal ends neither the transaction nor the others."""

    def __init__(self, company: Company, result: BulkResult) -> None:
        self.company, self.result = company, result

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, problem: BaseException | None, _trace: Any) -> bool:
        if isinstance(problem, Forbidden | Conflict):
            self.result.refused[self.company.pk] = str(problem.reason)
        elif isinstance(problem, ValidationError):
            self.result.refused[self.company.pk] = " ".join(problem.messages)
        else:
            return False
        return True


def _tags(company: Company, changes: Mapping[str, Any]) -> list[str] | None:
    """The company's tags after adding and removing; None where the change says nothing of tags."""
    if not changes.keys() & {ADD_TAGS, REMOVE_TAGS}:
        return None
    gone = {cleaning.line(name).casefold() for name in changes.get(REMOVE_TAGS, ())}
    kept = [tag.name for tag in company.tags.all() if tag.name.casefold() not in gone]
    return kept + [name for name in changes.get(ADD_TAGS, ()) if name.casefold() not in gone]


def _change_one(
    company: Company,
    *,
    by: User,
    changes: dict[str, Any],
    tags: list[str] | None,
    on: date,
    verb: str,
    result: BulkResult,
) -> None:
    before, after = change(company, by=by, changes=changes, on=on)
    if tags is not None:
        old = sorted(tag.name for tag in company.tags.all())
        if {name.casefold() for name in old} != {cleaning.line(name).casefold() for name in tags}:
            writing.set_tags(company, names=tags)
            before[TAGS], after[TAGS] = old, sorted(tags)
    if not before:
        return
    company.save_changes(*columns({name: None for name in before if name != TAGS}))
    recorder.record(verb=verb, subject=company, by=by, before=before, after=after)
    result.rows[company.pk] = {"before": before, "after": after, "version": company.version}
