"""The timeline of a company: what all sources know, merged, newest first, in pages that begin before a date."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from .registries import TimelineEntry, timeline_sources

PER_PAGE = 20


@dataclass(frozen=True)
class TimelinePage:
    """`earlier` is what to ask with for the next page, or None on the last one."""

    entries: list[TimelineEntry]
    earlier: date | None


def timeline(company: Any, user: Any, *, before: date | None = None, limit: int = PER_PAGE) -> TimelinePage:
    """At least `limit` entries where there are as many; a day is never torn, so that nothing falls between pages."""
    found = [entry for source in timeline_sources for entry in source.entries(company, user, before, limit + 1)]
    found.sort(key=lambda entry: (_day(entry.at), _moment(entry.at)), reverse=True)
    if len(found) <= limit:
        return TimelinePage(found, None)
    last = _day(found[limit - 1].at)
    torn = _day(found[limit].at) == last
    kept = [entry for entry in found if _day(entry.at) > last] if torn else found[:limit]
    if not kept:  # a single day with more than a page
        kept = [entry for entry in found if _day(entry.at) == last]
    return TimelinePage(kept, _day(kept[-1].at))


def _day(at: date | datetime) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at


def _moment(at: date | datetime) -> float:
    return at.timestamp() if isinstance(at, datetime) else 0.0
