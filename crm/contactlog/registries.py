"""What makes an office engaged with a company besides the contact log: partnerships add their open engagements."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Engaged:
    """An office that is talking to a company: since when, its last contact, and on what theme."""

    office_id: int
    office_name: str
    since: date
    last_on: date | None = None
    theme: str = ""


@dataclass(frozen=True)
class EngagementSource:
    """`read(company_ids, on, with_themes)`: {company id: engaged offices} on a day, in one query.

    `companies_of(office_id, on)`: the ids of the companies with which an office is engaged, as a query set of values.
    """

    read: Callable[[Iterable[int], date, bool], dict[int, list[Engaged]]]
    companies_of: Callable[[int | None, date], Any]


engagement_sources: Registry[EngagementSource] = Registry("engagement sources")
