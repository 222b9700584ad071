"""The pages that host what other apps bring: navigation, inbox, search, bin. Apps add to these in their extensions.py.

They stand in core because every layer adds to them; the pages themselves are crm.workspace's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .registry import Registry

# The page that shows any record's history; takes the model's label ("companies.company") and the record's id.
HISTORY_PAGE = "workspace:history"


def everybody(_user: Any) -> bool:
    return True


@dataclass(frozen=True)
class NavigationEntry:
    """A line of the main navigation; `order` of registration decides the place, the first four reach phones.

    `group` is a heading above the line; `in_account_menu` puts it under the person's name instead. `beside` names the
    pages that are reached from this one by its tabs: there, too, the line is the current one.
    """

    label: Any
    url_name: str
    icon: str
    shown_to: Callable[[Any], bool] = everybody
    group: Any = ""
    in_account_menu: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class InboxItem:
    """Something that waits for this person. `due_on` in the past is lapsed, and stands first."""

    title: Any
    url: str
    kind: Any
    icon: str
    due_on: date | None = None
    hint: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class InboxSource:
    """`items(user, today)` in a fixed number of queries."""

    label: Any
    items: Callable[[Any, date], Iterable[InboxItem]]


@dataclass(frozen=True)
class SearchHit:
    title: str
    url: str
    icon: str
    hint: Any = ""
    score: float = 0.0


@dataclass(frozen=True)
class SearchProvider:
    """`find(user, text, limit)` answers only what the user may see, best first, with scores from 0 to 1.

    Scores are compared between providers: 1 is the very name, .85 and more begins like it, below that it is alike.
    `notice` says what the reader should know of answers that may be incomplete just now; mostly nothing.
    """

    label: Any
    find: Callable[[Any, str, int], Sequence[SearchHit]]
    notice: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Command:
    """A deed offered in the search box: "Log a contact"."""

    label: Any
    url_name: str
    icon: str
    words: tuple[Any, ...] = ()
    shown_to: Callable[[Any], bool] = everybody


@dataclass(frozen=True)
class BinnedItem:
    pk: int
    title: str
    hint: Any
    binned_at: datetime
    binned_by: Any
    restorable: Any = None  # a Verdict


@dataclass(frozen=True)
class Elsewhere:
    """Why something does not lie in the bin, in a sentence, and the page that goes on from there."""

    text: str
    url: str


@dataclass(frozen=True)
class BinSource:
    """`rows(user)`: a queryset, newest first, of what the user may restore; `present` words one, `restore` does it;
    `elsewhere(user, pk)` knows what became of a record that went away by another deed."""

    label: Any
    rows: Callable[[Any], Any]
    present: Callable[[Any, Any], BinnedItem]
    restore: Callable[..., Any]
    elsewhere: Callable[[Any, int], Elsewhere | None] = lambda _user, _pk: None


@dataclass(frozen=True)
class Change:
    """Something that happened since the last visit, for the home page."""

    at: datetime
    title: Any
    url: str
    icon: str
    by: Any = ""


@dataclass(frozen=True)
class ChangeSource:
    """`since(user, moment, limit)`: newest first."""

    label: Any
    since: Callable[[Any, datetime, int], Iterable[Change]]


@dataclass(frozen=True)
class Figure:
    """A number on the home page, with a link to its rows."""

    label: Any
    value: Any
    url: str = ""
    hint: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class FigureSource:
    figures: Callable[[Any, date], Iterable[Figure]]


@dataclass(frozen=True)
class HistorySubject:
    """How the history page finds and words a kind of record.

    `model_label` is "companies.company"; `find(user, pk)` answers the record if the user may read its history, else
    raises Http404's cause `ObjectDoesNotExist`; `hidden(user, record)` names the fields that this user may not read, of
    the record and of what belongs to it ("evidence.title": of that model alone); `title(user, record)` is what the user
    may call it. `related` are further tracked models whose rows belong to the record, as {model label: foreign key
    name}, also links of a ManyToManyField.
    """

    find: Callable[[Any, int], Any]
    hidden: Callable[[Any, Any], set[str]] = field(default=lambda _user, _record: set())
    related: dict[str, str] = field(default_factory=dict)
    title: Callable[[Any, Any], Any] = field(default=lambda _user, record: str(record))


navigation: Registry[NavigationEntry] = Registry("navigation")
inbox_sources: Registry[InboxSource] = Registry("inbox")
search_providers: Registry[SearchProvider] = Registry("search")
commands: Registry[Command] = Registry("commands")
bin_sources: Registry[BinSource] = Registry("bin")
change_sources: Registry[ChangeSource] = Registry("changes since the last visit")
figure_sources: Registry[FigureSource] = Registry("figures")
history_subjects: Registry[HistorySubject] = Registry("history")
