"""What a merge would do, for people and programs to look at before: fields side by side, rows that move or stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.translation import gettext as _

from crm.audit.wording import Words, label_of
from crm.core import locale

from .. import isic
from ..models import Merge
from .fields import BOTH, SOURCE, TARGET, Choice
from .journal import Journal
from .kinds import COMPANY, Kind
from .references import moving_to
from .rows import split

# Of each kind of row so many are shown by name; the rest is counted.
SHOWN = 10


@dataclass(frozen=True)
class Cell:
    """One side of a field; `is_open` where it can be chosen."""

    option: str
    words: str
    stands: bool
    is_open: bool


@dataclass(frozen=True)
class Said:
    """A field as a reader sees it: the words of each option."""

    choice: Choice
    label: str
    target: str
    source: str
    both: str = ""

    @property
    def name(self) -> str:
        return self.choice.name

    @property
    def cells(self) -> list[Cell]:
        """The two sides, and both together where these can stand together."""
        words = {TARGET: self.target, SOURCE: self.source, BOTH: self.both}
        choice = self.choice
        return [
            Cell(option, said, choice.stands == option, choice.is_open and option in choice.options)
            for option, said in words.items()
            if option in choice.values
        ]


@dataclass(frozen=True)
class Row:
    words: str
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one kind; `rows` are the first of `count`."""

    key: str
    label: Any
    count: int
    rows: list[Row]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Preview:
    fields: list[Said]
    moving: list[Group]
    staying: list[Group]
    warnings: list[str]

    @property
    def differing(self) -> list[Said]:
        return [each for each in self.fields if each.choice.differs]


def preview(kind: Kind, source: Any, target: Any, *, wanted: Mapping[str, str]) -> Preview:
    """A fixed number of queries, whatever the two have. Raises ValidationError for a choice that is not open."""
    moving: list[Group] = []
    staying: list[Group] = []
    for key, reference in moving_to(kind.model):
        rows = split(reference, source=source, target=target)
        for ids, groups in ((rows.moving, moving), (rows.staying, staying)):
            if ids:
                groups.append(group(key, reference, ids))
    choices = kind.choices(source, target, wanted)
    return Preview(_said(kind, choices), moving, staying, _warnings(kind, source, target))


def group(key: str, reference: Any, ids: list[int]) -> Group:
    found = reference.model._base_manager.filter(pk__in=ids[:SHOWN]).select_related(*reference.related).order_by("pk")
    rows = [Row(reference.words(row), reference.url(row) if reference.url else "") for row in found]
    return Group(key, reference.label, len(ids), rows)


def done(kind: Kind, merge: Merge) -> tuple[list[Group], list[Group]]:
    """What a merge has moved, and what it left with the source."""
    journal = Journal.of(merge)
    sides: tuple[list[Group], list[Group]] = ([], [])
    for groups, rows in zip(sides, (journal.moved, journal.stayed), strict=True):
        groups.extend(group(key, each, rows[key]) for key, each in moving_to(kind.model) if rows.get(key))
    return sides


def _said(kind: Kind, choices: list[Choice]) -> list[Said]:
    words = Words()
    meta = kind.model._meta
    for choice in choices:
        for values in choice.values.values():
            for name, value in values.items():
                words.want(meta.get_field(name), value)
    words.resolve()
    return [
        Said(
            choice,
            label_of(meta.get_field(choice.name), choice.name),
            **{option: _in_words(meta, words, values) for option, values in choice.values.items()},
        )
        for choice in choices
    ]


def _in_words(meta: Any, words: Words, values: Mapping[str, Any]) -> str:
    """A status with its reason is one answer."""
    parts = []
    for name, value in values.items():
        parts.append("" if value is False else _one(meta, words, name, value))
    return ": ".join(part for part in parts if part)


def _one(meta: Any, words: Words, name: str, value: Any) -> str:
    if name == "isic" and value:
        return f"{isic.title(value)} ({value})"
    if name == "language" and value:
        return str(Locale.parse(locale.current()).languages.get(value, value))
    return words.say(meta.get_field(name), value)


def _warnings(kind: Kind, source: Any, target: Any) -> list[str]:
    found = []
    if kind is COMPANY and source.lei and target.lei and source.lei != target.lei:
        found.append(_("Each has an LEI of its own, so that these may be two companies. A subsidiary is no duplicate."))
    if kind is COMPANY and source.country != target.country and source.country and target.country:
        found.append(
            _("Their countries differ. A branch or subsidiary abroad is no duplicate: name its parent instead.")
        )
    if kind is COMPANY and source.kind != target.kind:
        found.append(_("They are of different kinds. A company and its foundation are two records."))
    return found
