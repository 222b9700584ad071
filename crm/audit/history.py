"""The history of a record: its row versions and those of what belongs to it, one entry for each deed.

Everything that changed in one request or job shares a context; together with the deed that a service noted in that
context it is one entry: who, for whom, when, what, and the fields before and after.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import AuditEvent
from .versions import Key, Row, deed_keys, deeds_of, rows_of, sources_of
from .wording import Words, label_of, say_verb

FOLDED_FROM = 8


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str = ""
    after: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the record, or of what belongs to it (`title` names it, and is empty for the record itself)."""

    what: str
    title: str
    kind: str
    fields: list[FieldChange]

    @property
    def is_long(self) -> bool:
        """Folded away by the page: what a record held when it was made is rarely what is looked for."""
        return len(self.fields) > FOLDED_FROM


@dataclass(slots=True)
class Entry:
    at: datetime
    by: str = ""
    on_behalf_of: str = ""
    sentence: str = ""
    rows: list[RowChange] = field(default_factory=list)


def history_of(
    record: Model, *, related: dict[str, str], hidden: set[str], limit: int, offset: int = 0
) -> tuple[list[Entry], bool]:
    """Newest first, and whether there are more. The number of queries follows from the tables, not from the rows.

    `hidden` names fields, of the record and of what belongs to it, whose values are not told; "evidence.title" is that
    field of that model alone.
    """
    sources = sources_of(record, related)
    keys = deed_keys(record, sources, limit=limit + 1, offset=offset)
    entries = {key: Entry(at=at) for key, at in list(keys.items())[:limit]}
    rows = [row for source in sources for row in rows_of(source, record, entries)]
    words = Words()
    for row in rows:
        row.want(words)
    words.resolve()
    for key, of_entry in _grouped(rows).items():
        entries[key].rows = _worded(record, of_entry, words, hidden)
        _say_who(entries[key], of_entry[0].event.pgh_context or {})
    for key, deed in deeds_of(record, rows, entries):
        _say_deed(entries[key], deed)
    for entry in entries.values():
        entry.sentence = entry.sentence or _default_sentence(entry)
    return list(entries.values()), len(keys) > limit


def _say_who(entry: Entry, context: dict[str, Any]) -> None:
    entry.by = context.get("user_name") or ""
    entry.on_behalf_of = context.get("on_behalf_of_name") or ""


def _say_deed(entry: Entry, deed: AuditEvent) -> None:
    """Several deeds in one request or job are named one after the other, each once."""
    sentence = say_verb(deed.verb)
    if sentence not in entry.sentence:
        entry.sentence = f"{entry.sentence}; {sentence}" if entry.sentence else sentence
    entry.by = deed.by_name or entry.by
    entry.on_behalf_of = deed.on_behalf_of_name or entry.on_behalf_of


def _default_sentence(entry: Entry) -> str:
    kinds = {row.kind for row in entry.rows if not row.title}
    if "insert" in kinds:
        return _("Created")
    return _("Removed for good") if "delete" in kinds else _("Changed")


def _worded(record: Model, rows: list[Row], words: Words, hidden: set[str]) -> list[RowChange]:
    links = {m2m.remote_field.through: m2m for m2m in type(record)._meta.many_to_many}
    changes = [_change(row, words, hidden) for row in rows if row.source.model not in links]
    linked: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row.source.model in links:
            linked[links[row.source.model]].append(row)
    fields = [_linked(m2m, of_field, words, hidden) for m2m, of_field in linked.items()]
    own = next((change for change in changes if not change.title), None)
    if fields and own:
        own.fields.extend(fields)
    elif fields:
        changes.insert(0, RowChange(what="", title="", kind="update", fields=fields))
    return [change for change in changes if change.fields or change.title]


def _change(row: Row, words: Words, hidden: set[str]) -> RowChange:
    meta = row.source.model._meta
    fields = []
    for name, column in row.columns():
        old, new = row.pair(name)
        if old == new:
            continue
        before, after = words.say(column, old), words.say(column, new)
        if before == after == "":
            continue
        label = label_of(column, name)
        closed = name in hidden or f"{meta.model_name}.{name}" in hidden
        fields.append(FieldChange(label, hidden=True) if closed else FieldChange(label, before, after))
    title = "" if row.source.own else capfirst(str(meta.verbose_name))
    return RowChange(what=_KINDS[row.event.pgh_label](), title=title, kind=row.event.pgh_label, fields=fields)


_KINDS = {"insert": lambda: _("added"), "update": lambda: _("changed"), "delete": lambda: _("removed")}


def _linked(m2m: Any, rows: list[Row], words: Words, hidden: set[str]) -> FieldChange:
    """Rows of a plain link are one field: what was taken out, what was put in."""
    label = label_of(m2m, m2m.name)
    column = m2m.remote_field.through._meta.get_field(m2m.m2m_reverse_field_name())
    if {m2m.name, column.name} & hidden:
        return FieldChange(label, hidden=True)
    names: dict[str, list[str]] = {"insert": [], "delete": []}
    for row in rows:
        names.get(row.event.pgh_label, []).append(words.say(column, getattr(row.event, column.attname)))
    # In the alphabet: they were written in no order that means anything.
    return FieldChange(label, before=", ".join(sorted(names["delete"])), after=", ".join(sorted(names["insert"])))


def _grouped(rows: list[Row]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    return groups
