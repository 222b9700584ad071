"""What came to the survivor after a merge: undoing asks to whom it belongs."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from crm.audit.wording import Words, label_of

from ..models import Merge
from ..registries import MergeReference
from .fields import stored
from .journal import NAMES, Journal, brought_by
from .kinds import KINDS
from .references import moving_to
from .rows import rows_at

STAYS, GOES = "stays", "goes"
ANSWERS = (STAYS, GOES)
# The answer to all that has none of its own.
ALL = "*"
# Of one kind of row so many are asked about one by one; the others together.
MOST = 200
FIELD = "field"


@dataclass(frozen=True)
class Came:
    """A row that came, or a field that was changed; `key` is by what it is answered.

    A row stays with the survivor or goes with the one that is given back; a field stays as it is or goes back to what
    it was before the merge. `rest` is the number of rows that are answered together: the key names the first and the
    last of them, so that a row which comes later is not answered with them.
    """

    key: str
    group: str
    words: str
    url: str = ""
    now: str = ""
    back: str = ""
    rest: int = 0

    @property
    def is_field(self) -> bool:
        return self.key.startswith(f"{FIELD}:")

    @property
    def sentence(self) -> str:
        if self.is_field:
            return _("%(field)s was changed after the merge: %(now)s.") % {"field": self.words, "now": self.now or "–"}
        if self.rest:
            return _("%(number)s more came after the merge (%(kind)s).") % {"number": self.rest, "kind": self.group}
        return _("%(row)s came after the merge (%(kind)s).") % {"row": self.words, "kind": self.group}


def since(merge: Merge) -> list[Came]:
    """Rows first, in the order of the preview; a fixed number of queries for each kind of row."""
    return [*_rows(merge), *_fields(merge)]


def going_rows(merge: Merge, going: Collection[str]) -> dict[str, list[int]]:
    """Of each kind of row those that go, of which some were answered together."""
    return {key: list(_named(rows, key, going)) for key, _reference, rows in _came(merge)}


def _named(rows: QuerySet[Any], kind: str, going: Collection[str]) -> Iterator[int]:
    for each in going:
        key, _colon, which = each.rpartition(":")
        if key == kind:
            first, dash, last = which.partition("-")
            yield from rows.filter(pk__range=(first, last if dash else first)).values_list("pk", flat=True)


def _rows(merge: Merge) -> Iterator[Came]:
    for key, reference, rows in _came(merge):
        group = str(reference.label)
        shown = list(rows.select_related(*reference.related)[: MOST + 1])
        for row in shown[:MOST]:
            url = reference.url(row) if reference.url else ""
            yield Came(f"{key}:{row.pk}", group, reference.words(row), url)
        if len(shown) > MOST:
            rest = rows.filter(pk__gte=shown[MOST].pk).aggregate(number=Count("pk"), last=Max("pk"))
            words = _("%(number)s more") % {"number": rest["number"]}
            yield Came(f"{key}:{shown[MOST].pk}-{rest['last']}", group, words, rest=rest["number"])


def _came(merge: Merge) -> Iterator[tuple[str, MergeReference, QuerySet[Any]]]:
    """Of each kind the rows at the survivor that neither record had when they were merged."""
    kind, journal = KINDS[merge.kind], Journal.of(merge)
    others = Merge.objects.standing().filter(**{f"target_{kind.key}": merge.target}).exclude(pk=merge.pk)
    elsewhere = brought_by(others)
    for key, reference in moving_to(kind.model):
        if not reference.asks:
            continue
        known = {*journal.held.get(key, ()), *journal.moved.get(key, ()), *elsewhere.get(key, ())}
        known |= set(journal.names) if key == NAMES else set()
        rows = rows_at(reference, merge.target).exclude(pk__in=known)
        yield key, reference, rows.exclude(pk=merge.source_id) if reference.model is kind.model else rows


def _fields(merge: Merge) -> Iterator[Came]:
    target: Any = merge.target
    changed = {
        name: (_now(target, change["after"]), change["before"])
        for name, change in Journal.of(merge).fields.items()
        if _now(target, change["after"]) != change["after"]
    }
    words = Words()
    for name, (now, back) in changed.items():
        for value in (now.get(name), back.get(name)):
            words.want(target._meta.get_field(name), value)
    words.resolve()
    for name, (now, back) in changed.items():
        field = target._meta.get_field(name)
        said, before = (words.say(field, value.get(name)) for value in (now, back))
        yield Came(f"{FIELD}:{name}", _("Fields"), label_of(field, name), now=said, back=before)


def _now(target: Any, columns: Any) -> dict[str, Any]:
    return {column: stored(target, column) for column in columns}
