"""Two records that are the same become one (domain.md section 3, Duplicates; docs/merging.md)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.text import fold
from crm.core.verdict import Verdict

from .. import merge_policies as policies
from ..merging.fields import Choice, put, stored
from ..merging.journal import Journal
from ..merging.kinds import COMPANY, CONTACT, Kind, keep_names
from ..merging.references import moving_to, undeclared
from ..merging.rows import lead, rows_at, split
from ..models import Company, Contact, Merge
from ..registries import merge_references
from . import contact_writing, writing
from .names import index_company, index_contact


@transaction.atomic
def merge_companies(
    *,
    source_id: int,
    target_id: int,
    by: User,
    choices: Mapping[str, str] | None = None,
    versions: tuple[int, int] | None = None,
) -> Merge:
    """Lead all that the source has to the target; `choices` say by field whose value stands (target, source, both).

    `versions` are those of source and target that the person saw. Raises Forbidden, Conflict (merged, binned,
    same_record, undeclared), Stale, or ValidationError for a choice that is not open.
    """
    writing.lock_tree()
    source, target = locked_pair(kind=COMPANY, source_id=source_id, target_id=target_id)
    may_merge(kind=COMPANY, by=by, records=[source, target]).require()
    return _merge(COMPANY, source, target, by=by, choices=choices or {}, versions=versions)


@transaction.atomic
def merge_contacts(
    *,
    source_id: int,
    target_id: int,
    by: User,
    choices: Mapping[str, str] | None = None,
    versions: tuple[int, int] | None = None,
) -> Merge:
    """The same with people; of consent and "do not contact" the stricter stands."""
    source, target = locked_pair(kind=CONTACT, source_id=source_id, target_id=target_id)
    may_merge(kind=CONTACT, by=by, records=[source, target]).require()
    return _merge(CONTACT, source, target, by=by, choices=choices or {}, versions=versions)


def may_merge(*, kind: Kind, by: User, records: Sequence[Any]) -> Verdict:
    """What the policy says of these two, or of one alone before the other is chosen."""
    if kind is COMPANY:
        return policies.may_merge_companies(access(by), *records)
    return policies.may_merge_contacts(access(by), *(owner(contact=record) for record in records))


def owner(*, contact: Contact) -> policies.Owner:
    """A person with those who answer for them."""
    return policies.Owner(contact, contact_writing.lead_offices(contact))


def locked_pair(*, kind: Kind, source_id: int, target_id: int) -> tuple[Any, Any]:
    """Both rows, locked in the order of their ids, so that two merges of the same pair wait for each other."""
    related = ["merged_into"] if kind is CONTACT else ["merged_into", "lead_office", "relationship_lead", "parent"]
    rows = kind.model.objects.select_for_update(of=("self",), no_key=True).select_related(*related)
    found = {row.pk: row for row in rows.filter(pk__in={source_id, target_id}).order_by("pk")}
    if missing := {source_id, target_id} - found.keys():
        raise kind.model.DoesNotExist(missing)
    return found[source_id], found[target_id]


def _merge(
    kind: Kind, source: Any, target: Any, *, by: User, choices: Mapping[str, str], versions: tuple[int, int] | None
) -> Merge:
    seen_source, seen_target = versions or (None, None)
    source.expect_version(seen_source)
    target.expect_version(seen_target)
    refuse_undeclared(model=kind.model)
    settled = kind.choices(source, target, choices)
    names = [getattr(target, kind.name), getattr(source, kind.name)]
    journal = Journal(source={name: value for choice in settled for name, value in choice.values["source"].items()})
    for key, reference in moving_to(kind.model):
        journal.held[key] = list(rows_at(reference, target).values_list("pk", flat=True))
    _put_out_of_sight(source, target, by)
    _set_fields(kind, target, settled, journal)
    for key, reference in moving_to(kind.model):
        rows = split(reference, source=source, target=target)
        journal.stayed[key] = rows.staying
        journal.moved[key] = lead(reference, rows.moving, start=source, end=target)
    if kind is COMPANY:
        journal.names = keep_names(target, names)
    merge = Merge(kind=kind.key, by=by, at=source.binned_at, journal=journal.as_json(), **kind.columns(source, target))
    merge.save()
    reindex(kind=kind, records=[target])
    _record(kind, merge, journal, by)
    return merge


def refuse_undeclared(*, model: type[Company | Contact]) -> None:
    """A merge that does not know all that points at the record would leave some of it behind."""
    if missing := undeclared(model):
        raise Conflict(
            _("Concord does not know what to do with %(what)s when records are merged. Tell your administrator.")
            % {"what": ", ".join(missing)},
            "undeclared",
        )


def _put_out_of_sight(source: Any, target: Any, by: User) -> None:
    source.binned_at, source.binned_by, source.merged_into = clock.now(), by, target
    source.save_changes("binned_at", "binned_by", "merged_into")


def _set_fields(kind: Kind, target: Any, settled: list[Choice], journal: Journal) -> None:
    """After the source is out of sight, which may hold the LEI that the target takes over."""
    for choice in settled:
        if choice.result != choice.values["target"]:
            journal.fields[choice.name] = {"before": choice.values["target"], "after": choice.result}
    write_fields(record=target, kind=kind, columns=[change["after"] for change in journal.fields.values()])


def write_fields(*, record: Any, kind: Kind, columns: list[Mapping[str, Any]]) -> None:
    """Put these values on the locked row; its version goes up in any case, as what hangs on it has changed."""
    changes = {name: value for each in columns for name, value in each.items() if stored(record, name) != value}
    put(record, changes)
    if kind.name in changes:
        record.sort_name = fold(changes[kind.name])[: record._meta.get_field("sort_name").max_length]
    record.save_changes(*changes, *(["sort_name"] if kind.name in changes else []))


def reindex(*, kind: Kind, records: Sequence[Any]) -> None:
    """Names that came or went are found in the same transaction."""
    index: Callable[[Any], None] = index_company if kind is COMPANY else index_contact
    for record in records:
        index(record)


def _record(kind: Kind, merge: Merge, journal: Journal, by: User) -> None:
    """One deed, noted with both records: whoever reads the history of either finds it."""
    merged, merged_away, *_undone = kind.verbs
    before = {name: value for change in journal.fields.values() for name, value in change["before"].items()}
    after = {name: value for change in journal.fields.values() for name, value in change["after"].items()}
    after |= {"merged": str(merge.source), "moved": counted(counts=journal.counts())}
    recorder.record(verb=merged, subject=merge.target, by=by, before=before, after=after)
    recorder.record(verb=merged_away, subject=merge.source, by=by, after={"merged_into": merge.target_id})


def counted(*, counts: Mapping[str, int]) -> dict[str, int]:
    """{"Contacts in the log": 3}, in the language of the trail."""
    with translation.override("en"):
        return {str(merge_references[key].label): number for key, number in counts.items()}
