"""One record becomes two again, each with what was its own (docs/merging.md)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.verdict import Verdict

from .. import merge_policies
from ..merging.fields import stored
from ..merging.journal import Journal
from ..merging.kinds import COMPANY, KINDS, Kind
from ..merging.references import moving_to
from ..merging.rows import lead, split
from ..merging.since import ALL, ANSWERS, FIELD, GOES, Came, going_rows, since
from ..models import CompanyName, Merge
from ..policies import can_come_back
from . import writing
from .merges import counted, locked_pair, owner, refuse_undeclared, reindex, write_fields


class CameSince(Conflict):
    """Something came to the survivor after the merge, and nobody said to whom it belongs."""

    def __init__(self, came: list[Came]) -> None:
        super().__init__(
            _("Something came after the merge. Say of each part whether it stays or goes, then undo again."),
            "came_since",
            {each.key: each.sentence for each in came},
        )
        self.came = came


@transaction.atomic
def undo_merge(*, merge_id: int, by: User, answers: Mapping[str, str] | None = None) -> Merge:
    """Give both records back. `answers` say of what came since ({key: "stays" or "goes"}, "*" of all the others); what
    they leave out stays.

    Raises Forbidden, `CameSince` where there is something to answer and `answers` is None, Conflict (undone, merged_on,
    binned, parent_binned, lei_taken, cycle), or ValidationError for an answer that is none.
    """
    merge = _locked(merge_id)
    kind, journal = KINDS[merge.kind], Journal.of(merge)
    may_undo(merge=merge, by=by).require()
    refuse_undeclared(model=kind.model)
    came = since(merge)
    if came and answers is None:
        raise CameSince(came)
    going = _going(answers or {}, came)
    with _in_words(merge):
        rows = _lead_back(kind, merge, journal, going)
        fields = _put_back(kind, merge, journal, going)
        _bring_source_back(kind, merge)
    _catch_up(kind, merge)
    reindex(kind=kind, records=[merge.target, merge.source])
    merge.undone_at, merge.undone_by = clock.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    _record(kind, merge, fields=fields, rows=rows, by=by)
    return merge


def _locked(merge_id: int) -> Merge:
    """The tree, both records and then the merge: in the order of merging, so that the two wait for each other."""
    merge = Merge.objects.get(pk=merge_id)
    kind = KINDS[merge.kind]
    if kind is COMPANY:
        writing.lock_tree()
    source, target = locked_pair(kind=kind, source_id=merge.source_id, target_id=merge.target_id)
    merge = Merge.objects.select_for_update(no_key=True).get(pk=merge_id)
    for name, record in kind.columns(source, target).items():
        setattr(merge, name, record)
    return merge


def may_undo(*, merge: Merge, by: User) -> Verdict:
    """What the policy says of this merge."""
    source: Any = merge.source
    target: Any = merge.target
    if KINDS[merge.kind] is COMPANY:
        return merge_policies.may_undo_companies(access(by), merge, source, target)
    return merge_policies.may_undo_contacts(access(by), merge, owner(contact=source), owner(contact=target))


def _going(answers: Mapping[str, str], came: list[Came]) -> set[str]:
    """What goes; an answer about what is no longer there is of no account."""
    if strange := [key for key, answer in answers.items() if answer not in ANSWERS]:
        raise ValidationError({strange[0]: ValidationError(_("Answer “stays” or “goes”."), code="invalid")})
    return {each.key for each in came if answers.get(each.key, answers.get(ALL)) == GOES}


def _lead_back(kind: Kind, merge: Merge, journal: Journal, going: set[str]) -> dict[str, int]:
    """Rows that somebody has led elsewhere since are no longer here, and stay where they are."""
    counts = {}
    chosen = going_rows(merge, going)
    CompanyName.objects.filter(pk__in=journal.names, company=merge.target_company_id).delete()
    for key, reference in moving_to(kind.model):
        wanted = [*journal.moved.get(key, ()), *chosen.get(key, ())]
        rows = split(reference, source=merge.target, target=merge.source, only=wanted)
        counts[key] = len(lead(reference, rows.moving, start=merge.target, end=merge.source))
    return {key: number for key, number in counts.items() if number}


def _put_back(kind: Kind, merge: Merge, journal: Journal, going: set[str]) -> dict[str, Mapping[str, Any]]:
    """Fields that nobody has touched since, and those of which it was said."""
    back: dict[str, Mapping[str, Any]] = {}
    for name, change in journal.fields.items():
        now = {column: stored(merge.target, column) for column in change["after"]}
        if now == change["after"] or f"{FIELD}:{name}" in going:
            back[name] = {"before": now, "after": change["before"]}
    write_fields(record=merge.target, kind=kind, columns=[change["after"] for change in back.values()])
    return back


def _bring_source_back(kind: Kind, merge: Merge) -> None:
    source: Any = merge.source
    if kind is COMPANY:
        can_come_back(source, lei_holder=writing.holder_of_lei(source)).require()
    source.binned_at, source.binned_by, source.merged_into = None, None, None
    source.save_changes("binned_at", "binned_by", "merged_into")


@contextmanager
def _in_words(merge: Merge) -> Iterator[None]:
    """What the database refuses, because of what was done since."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        if "stand below itself" in str(problem):
            raise Conflict(
                _(
                    "The group has changed since: %(source)s would stand below itself. Give it or its subsidiaries "
                    "another parent first."
                )
                % {"source": merge.source},
                "cycle",
            ) from problem
        if "company_lei" in str(problem):
            raise Conflict(
                _("Another company has the LEI of %(target)s now. Correct it there first.") % {"target": merge.target},
                "lei_taken",
            ) from problem
        raise


def _catch_up(kind: Kind, merge: Merge) -> None:
    """What a later merge left behind because this one had brought the like moves now: its twin has gone."""
    later = (
        Merge.objects.standing().filter(**{f"target_{kind.key}": merge.target}, at__gte=merge.at).exclude(pk=merge.pk)
    )
    for each in later.order_by("at", "pk").select_for_update(no_key=True):
        journal = Journal.of(each)
        for key, reference in moving_to(kind.model):
            if not journal.stayed.get(key):
                continue
            rows = split(reference, source=each.source, target=merge.target, only=journal.stayed[key])
            moved = lead(reference, rows.moving, start=each.source, end=merge.target)
            journal.moved[key] = [*journal.moved.get(key, ()), *moved]
            journal.stayed[key] = [pk for pk in journal.stayed[key] if pk not in moved]
        each.journal = journal.as_json()
        each.save(update_fields=["journal"])


def _record(kind: Kind, merge: Merge, *, fields: dict[str, Mapping[str, Any]], rows: dict[str, int], by: User) -> None:
    _merged, _merged_away, unmerged, given_back = kind.verbs
    before = {name: value for change in fields.values() for name, value in change["before"].items()}
    after = {name: value for change in fields.values() for name, value in change["after"].items()}
    after |= {"unmerged": str(merge.source), "moved": counted(counts=rows)}
    recorder.record(verb=unmerged, subject=merge.target, by=by, before=before, after=after)
    recorder.record(verb=given_back, subject=merge.source, by=by, before={"merged_into": merge.target_id})
