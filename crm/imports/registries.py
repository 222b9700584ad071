"""What can be imported. Each app registers its kinds; the engine knows nothing of companies.

A kind is asked twice with the same code: for the preview (`plan`), and for the real run (`plan`, then `apply`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm.accounts.models import User
from crm.core.registry import Registry
from crm.core.text import fold
from crm.core.verdict import Verdict

from .enums import Outcome
from .wording import Remark

Values = dict[str, Any]


@dataclass(frozen=True)
class Option:
    """A proposed mend: `value` stands for what the file says, as if the file said it."""

    value: str
    label: Remark


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row. `about` is the value at fault: one decision holds wherever it stands.

    `blocking` keeps the row out; else the row goes in without the value, and is listed.
    `any_value` offers the field's whole list of choices beside the options.
    """

    field: str
    code: str
    detail: Remark
    about: str = ""
    options: tuple[Option, ...] = ()
    blocking: bool = False
    any_value: bool = False

    @property
    def key(self) -> str:
        return f"{self.field}|{self.code}|{fold(self.about) or self.about}"[:200]

    @property
    def whole(self) -> str:
        """The key of a decision about every problem of this kind."""
        return f"{self.field}|{self.code}|*"


class Unclear(Exception):
    """Raised by `parse` where a value cannot be read for certain; nothing is guessed."""

    def __init__(
        self,
        code: str,
        detail: Remark,
        options: Iterable[Option] = (),
        *,
        any_value: bool = False,
        blocking: bool = False,
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.options = code, detail, tuple(options)
        self.any_value, self.blocking = any_value, blocking


@dataclass(frozen=True)
class Noted:
    """A value that was read by a rule which the person should see."""

    value: Any
    code: str
    detail: Remark
    options: tuple[Option, ...] = ()


def _text(text: str, _hints: Any) -> Any:
    return " ".join(text.split())


def words(text: str) -> tuple[str, ...]:
    """ "nom, raison sociale" as a tuple, which keeps long lists of headings readable."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


@dataclass(frozen=True)
class ImportField:
    """A place for a column. `aliases`: headings in several languages. `choices` makes it fit for a constant."""

    key: str
    label: Any
    aliases: tuple[str, ...] = ()
    required: bool = False
    help: Any = ""
    parse: Callable[[str, Any], Any] = _text
    choices: Callable[[], list[tuple[str, Any]]] | None = None
    constant: bool = False


@dataclass(frozen=True)
class Asked:
    """The records that were proposed for a row of this content, in the kind's own words, and by whose import, on which
    day, unless it was the preview of this one. `answer`: the record that it is, as somebody has said since."""

    proposed: tuple[str, ...]
    by_name: str = ""
    on: date | None = None
    answer: int | None = None


@dataclass
class FileRow:
    """A row as it was read. `content` is what the file says in it, hashed: the same in another file is the same row.
    `said`: the fields that the row itself fills, and not a value for all rows."""

    number: int
    cells: list[str]
    values: Values
    problems: list[Problem]
    content: str = ""
    asked: Asked | None = None
    said: frozenset[str] = frozenset()

    @property
    def is_stopped(self) -> bool:
        return any(problem.blocking for problem in self.problems)


@dataclass
class Planned:
    """What is to become of a row. `payload` is the kind's own note from plan to apply. `proposed`: the records that
    the row may be, where that was asked, whatever was answered."""

    outcome: Outcome
    label: str = ""
    problems: list[Problem] = field(default_factory=list)
    subject_id: int | None = None
    payload: Any = None
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applied:
    """The record as it is now, and what undo needs: the values before, the version after."""

    subject_type: str
    subject_id: int
    version: int | None = None
    before: dict[str, Any] = field(default_factory=dict)


# The decision about a problem, or None: the key's own, else the one for all problems of its kind.
Decide = Callable[[Problem], str | None]


class Planner(ABC):
    """Plans and applies the rows of one run, in their order; keeps what it looked up, so that no row costs a query."""

    @abstractmethod
    def load(self, rows: list[FileRow]) -> None:
        """Look up in bulk what these rows may match."""

    @abstractmethod
    def plan(self, row: FileRow, decide: Decide) -> Planned:
        """Decide without writing and without remembering. A row that was asked about before stays a question until
        somebody answers it, or the register knows it for certain."""

    @abstractmethod
    def apply(self, planned: Planned) -> Applied:
        """Write by the app's services. Raises their errors."""

    @abstractmethod
    def remember(self, planned: Planned, applied: Applied | None) -> None:
        """Later rows of the file match this one; without `applied` it is only planned."""

    def finish(self) -> None:  # noqa: B027 - most planners have nothing left to do
        """At the end of each chunk, in its transaction: what is written for many rows together."""


@dataclass(frozen=True)
class UndoEntry:
    """All that a run did to one record, oldest first."""

    subject_type: str
    subject_id: int
    created: bool
    version: int | None
    befores: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ImportKind:
    """`undo(entry, by)` answers "" or the reason why the record stays as it is."""

    key: str
    label: Any
    fields: tuple[ImportField, ...]
    planner: Callable[[User, date], Planner]
    undo: Callable[[UndoEntry, User], str]
    may_import: Callable[[User], Verdict]
    # Looks over each column once, as {field: distinct values}: a date order, a list of US states.
    hints: Callable[[Mapping[str, set[str]]], Any] = lambda _columns: None
    icon: str = "upload"
    help: Any = ""
    subject_path: Callable[[int], str] | None = None

    def field(self, key: str) -> ImportField | None:
        return next((f for f in self.fields if f.key == key), None)


import_kinds: Registry[ImportKind] = Registry("import kinds")
