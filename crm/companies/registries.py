"""What the layers above add to the pages and answers of a company. For display, never for a gate."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.core.extension_points import everybody
from crm.core.registry import Registry
from crm.listing.columns import Column


def no_lists(_user: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Panel:
    """A part of the company page: a template and what it needs, as `context(company, user)`.

    `lists(user)` are annotations that stand on the company when `context` is asked: a panel's rows, read within the
    company's own query. A query of their own costs more than they do.
    """

    title: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any]]
    shown_to: Callable[[Any], bool] = everybody
    icon: str = ""
    lists: Callable[[Any], Mapping[str, Any]] = no_lists


@dataclass(frozen=True)
class PageAction:
    """A button at the head of the company page that leads into another app: "Log a contact"."""

    label: Any
    icon: str
    url: Callable[[Any], str]
    variant: str = ""
    shown_to: Callable[[Any], bool] = everybody


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the timeline. `hidden` entries show that something happened, not what was said."""

    at: date | datetime
    icon: str
    title: Any
    text: str = ""
    url: str = ""
    office: str = ""
    by: str = ""
    tone: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class TimelineSource:
    """`entries(company, user, before, limit)`: newest first, before a date (or None)."""

    label: Any
    entries: Callable[[Any, Any, date | None, int], Iterable[TimelineEntry]]


@dataclass(frozen=True)
class CompanyFacts:
    """Facts that other apps know of many companies at once: {company id: {...}}, in one query.

    `clearance` (due diligence) and `last_contact` (contact log) are such keys. `badge(company)` gives (words, tone) for
    the head of the company page, or None, from what the lists of the app's panel have put on the company.
    """

    read: Callable[[Sequence[int], Any], dict[int, Any]]
    absent: Any = None
    badge: Callable[[Any], tuple[Any, str] | None] | None = None


@dataclass(frozen=True)
class CompanyFilter:
    """A filter that another app adds to the list of companies.

    `field()` makes a form field with a label, not required; `narrow(companies, value, user)` answers the queryset for a
    value that is not empty. For "engaged with my office", "last contact".
    """

    field: Callable[[], Any]
    narrow: Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class MergeReference:
    """A column that points at companies or people, and what becomes of its rows when the one is merged into the other.

    Rows move to the survivor, unless the database says that it has that very row already (a unique constraint, or
    `same`): those stay with the source, out of sight, and are shown before the merge. `stays` says why a column's rows
    do not move at all. Whoever adds such a column declares it here; a test and the deed itself refuse what nobody did.

    `label` names the rows in the plural; `words(row)` one of them, from what `related` reads with it: nothing that some
    people may not read; `url(row)` leads to one. `touches` is a foreign key of the model whose record shows these rows,
    and so has a new version when they move.
    `same(rows, target)` narrows rows to those of which the survivor has the like. `asks` is False for rows that no
    undoing need ask about when they came later.
    """

    label: Any
    model: Any
    field: str
    stays: str = ""
    related: tuple[str, ...] = ()
    words: Callable[[Any], str] = str
    url: Callable[[Any], str] | None = None
    touches: str = ""
    same: Callable[[Any, Any], Any] | None = None
    asks: bool = True


@dataclass(frozen=True)
class Activity:
    """What is told of records side by side, so that a person sees which one is in use: `read(ids, user)` answers
    {id: words or number} in one query, `absent` stands for the others. `brief` ones stand in a warning, too, where
    there is room for a line.
    """

    label: Any
    read: Callable[[Sequence[int], Any], Mapping[int, Any]]
    absent: str = "0"
    brief: bool = False


# Drawn at the top of the company page, for instance "may I approach them?".
company_banners: Registry[Panel] = Registry("company banners")
company_panels: Registry[Panel] = Registry("company panels")
company_actions: Registry[PageAction] = Registry("company actions")
timeline_sources: Registry[TimelineSource] = Registry("company timeline")
company_facts: Registry[CompanyFacts] = Registry("company facts")
# Panels of a person's page, as `context(contact, user)`.
contact_panels: Registry[Panel] = Registry("contact panels")
# What other apps add to the list of companies; their columns stand before the last one, "Updated".
company_columns: Registry[Column] = Registry("company columns")
company_filters: Registry[CompanyFilter] = Registry("company filters")
# Beside two companies, or two people, that may be one.
company_activity: Registry[Activity] = Registry("activity of companies")
contact_activity: Registry[Activity] = Registry("activity of people")
# Every column that points at a company or a person, by "app.model.column".
merge_references: Registry[MergeReference] = Registry("merge references")
# Where a company or a person is named in text or JSON, by "app.model.column", and why that may stay as it is.
merge_mentions: Registry[str] = Registry("mentions of companies and people")


def refer(reference: MergeReference, *, order: int = 100) -> None:
    """Declare a column that points at companies or people."""
    key = f"{reference.model._meta.label_lower}.{reference.field}"
    merge_references.add(key, reference, order=order)
