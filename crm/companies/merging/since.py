"""What came to the survivor after a merge: undoing asks to whom it belongs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from crm.audit.wording import Words, label_of

from ..models import Merge
from .fields import stored
from .journal import NAMES, Journal, brought_by
from .kinds import KINDS
from .references import moving_to
from .rows import rows_at

STAYS, GOES = "stays", "goes"
ANSWERS = (STAYS, GOES)
# Of one kind of row so many are asked about; the rest stays with the survivor.
MOST = 200
FIELD = "field"


@dataclass(frozen=True)
class Came:
    """A row that came, or a field that was changed; `key` is by what it is answered.

    A row stays with the survivor or goes with the one that is given back; a field stays as it is or goes back to what
    it was before the merge.
    """

    key: str
    group: str
    words: str
    url: str = ""
    now: str = ""
    back: str = ""

    @property
    def is_field(self) -> bool:
        return self.key.startswith(f"{FIELD}:")

    @property
    def sentence(self) -> str:
        if self.is_field:
            return _("%(field)s was changed after the merge: %(now)s.") % {"field": self.words, "now": self.now or "–"}
        return _("%(row)s came after the merge (%(kind)s).") % {"row": self.words, "kind": self.group}


def since(merge: Merge) -> list[Came]:
    """Rows first, in the order of the preview; a fixed number of queries for each kind of row."""
    return [*_rows(merge), *_fields(merge)]


def _rows(merge: Merge) -> Iterator[Came]:
    kind, journal = KINDS[merge.kind], Journal.of(merge)
    others = Merge.objects.standing().filter(**{f"target_{kind.key}": merge.target}).exclude(pk=merge.pk)
    elsewhere = brought_by(others)
    for key, reference in moving_to(kind.model):
        if not reference.asks:
            continue
        known = {*journal.held.get(key, ()), *journal.moved.get(key, ()), *elsewhere.get(key, ())}
        known |= set(journal.names) if key == NAMES else set()
        rows = rows_at(reference, merge.target).exclude(pk__in=known)
        if reference.model is kind.model:
            rows = rows.exclude(pk=merge.source_id)
        for row in rows.select_related(*reference.related)[:MOST]:
            url = reference.url(row) if reference.url else ""
            yield Came(f"{key}:{row.pk}", str(reference.label), reference.words(row), url)


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
        said = (words.say(field, value.get(name)) for value in (now, back))
        yield Came(f"{FIELD}:{name}", _("Fields"), label_of(field, name), "", *said)


def _now(target: Any, columns: Any) -> dict[str, Any]:
    return {column: stored(target, column) for column in columns}
