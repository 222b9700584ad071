"""What the layers above add to the pages and answers of a company. For display, never for a gate."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.core.extension_points import everybody
from crm.core.registry import Registry
from crm.listing.columns import Column


@dataclass(frozen=True)
class Panel:
    """A part of the company page: a template and what it needs, as `context(company, user)`."""

    title: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any]]
    shown_to: Callable[[Any], bool] = everybody


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

    `clearance` (due diligence) and `last_contact` (contact log) are such keys. `badge(fact)` gives (words, tone) for
    the head of the company page, or None.
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
