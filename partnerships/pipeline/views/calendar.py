"""What ends in a month: agreements, partnerships, milestones."""

from calendar import Calendar
from datetime import date
from typing import Any

from babel.dates import format_date, get_day_names
from dateutil.relativedelta import relativedelta
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from crm.core import clock, locale

from .. import selectors
from ..tabs import pipeline_tabs
from .board import filtered

_ICONS = {"agreement": "file-clock", "partnership": "handshake", "milestone": "flag"}
_WORDS = {
    "agreement": _("The agreement ends"),
    "partnership": _("The partnership ends"),
    "milestone": _("Milestone"),
}


@login_required
@require_GET
def calendar(request: Any) -> HttpResponse:
    today, filters = clock.today(), filtered(request)
    first = _month(request.GET.get("month", ""), today)
    following = first + relativedelta(months=1)
    found = selectors.entries(filters.qs, first=first, last=following - relativedelta(days=1))
    by_day: dict[date, list[dict[str, Any]]] = {}
    for each in found:
        by_day.setdefault(each.on, []).append(_shown(each))
    weeks = [
        [{"day": day, "inside": day.month == first.month, "entries": by_day.get(day, ())} for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    names = get_day_names("abbreviated", locale=locale.parsed(locale.current()))
    context = {
        "month": format_date(first, "MMMM y", locale=locale.parsed(locale.current())),
        "weeks": weeks,
        "days": [names[number] for number in range(7)],
        "count": len(found),
        "overdue": [_shown(each) for each in selectors.overdue(filters.qs, on=today)],
        "today": today,
        "before": f"{first - relativedelta(months=1):%Y-%m}",
        "after": f"{following:%Y-%m}",
        "filter": filters,
        "tabs": pipeline_tabs("calendar"),
    }
    return render(request, "partnerships/pipeline/calendar.html", context)


def _month(told: str, today: date) -> date:
    """The first day of the month of the address; this month where it names none."""
    try:
        first = date.fromisoformat(f"{told}-01")
    except ValueError:
        return today.replace(day=1)
    return first if 1951 <= first.year <= 2099 else today.replace(day=1)


def _shown(entry: selectors.CalendarEntry) -> dict[str, Any]:
    return {"entry": entry, "icon": _ICONS[entry.kind], "words": _WORDS[entry.kind]}
