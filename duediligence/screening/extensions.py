"""What screenings add to the pages of the layers below: company page, search, inbox, figures, history, commands."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.access import access
from crm.companies.registries import (
    PageAction,
    Panel,
    TimelineSource,
    company_actions,
    company_panels,
    timeline_sources,
)
from crm.core import locale
from crm.core.extension_points import (
    Change,
    ChangeSource,
    Command,
    Figure,
    FigureSource,
    HistorySubject,
    InboxItem,
    InboxSource,
    SearchHit,
    SearchProvider,
    change_sources,
    commands,
    figure_sources,
    history_subjects,
    inbox_sources,
    search_providers,
)

from ..enums import DESK_STATES
from ..models import Screening
from . import tables  # noqa: F401
from .company_timeline import timeline
from .policies.requests import may_request
from .policies.research import may_work_at_the_desk
from .selectors.lists import company_lists, decided_since, found_by_name, of_company, to_mend, to_research


def _may_request(user: Any) -> bool:
    return bool(may_request(access(user)))


def _page(screening: Screening) -> str:
    return reverse("duediligence:screening", args=[screening.pk])


def _panel(company: Any, user: Any) -> dict[str, Any]:
    return {"screenings": of_company(company), "may_request": _may_request(user)}


def _find(user: Any, text: str, limit: int) -> list[SearchHit]:
    return [
        SearchHit(
            row.company.legal_name,
            _page(row),
            "shield-check",
            format_lazy("{purpose} · {state}", purpose=row.get_purpose_display(), state=row.get_state_display()),
            score=score,
        )
        for row, score in found_by_name(user, text, limit)
    ]


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    """The desk's work for the team, what came back for its requester."""
    if may_work_at_the_desk(access(user)):
        for row in to_research(user)[:50]:
            yield _item(row, _("Research"), "scan-search", reverse("duediligence:desk", args=[row.pk]))
    for row in to_mend(user)[:50]:
        yield _item(row, _("Returned for more research"), "undo-2", _page(row))


def _item(row: Screening, kind: Any, icon: str, url: str) -> InboxItem:
    title = format_lazy(_("Screening of {company}"), company=row.company.legal_name)
    return InboxItem(title=title, url=url, kind=kind, icon=icon, due_on=row.due_on, hint=row.office.name)


def _changes(user: Any, since: datetime, limit: int) -> Iterable[Change]:
    for row in decided_since(user, since)[:limit]:
        yield Change(
            at=row.decided_at,
            title=format_lazy(
                _("{company}: {outcome}"), company=row.company.legal_name, outcome=row.get_state_display()
            ),
            url=_page(row),
            icon="gavel",
        )


def _figures(user: Any, today: date) -> Iterable[Figure]:
    """What lies on the desk, and what of it is late; for the team."""
    if not may_work_at_the_desk(access(user)):
        return
    open_rows = Screening.objects.filter(state__in=DESK_STATES)
    late = open_rows.filter(due_on__lt=today).count()
    yield Figure(
        _("Screenings in research"),
        locale.number(open_rows.count(), locale.current()),
        url=reverse("duediligence:queue"),
        hint=format_lazy(_("{number} late"), number=late) if late else "",
        tone="bad" if late else "",
    )


def _subject(user: Any, pk: int) -> Screening:
    return Screening.objects.visible_to(user).select_related("company", "office__parent").get(pk=pk)


# What a piece of evidence says.
_SAID = (
    "title", "url", "file", "filename", "sha256", "text", "query", "place", "results", "language", "period_from",
    "period_until", "struck_reason",
)  # fmt: skip


def _hidden(_user: Any, screening: Screening) -> set[str]:
    """Confidential evidence is opened at its own address, which leaves an event; the history tells nobody of it."""
    if not screening.evidence.filter(confidential=True).exists():
        return set()
    return {f"evidence.{name}" for name in _SAID}


company_actions.add(
    "request_screening",
    PageAction(
        _("Request a screening"),
        "shield-check",
        lambda company: f"{reverse('duediligence:request_new')}?company={company.pk}",
        shown_to=_may_request,
    ),
    order=30,
)
company_panels.add(
    "screenings",
    Panel(
        pgettext_lazy("navigation", "Screenings"), "duediligence/_company_screenings.html", _panel, lists=company_lists
    ),
    order=30,
)
timeline_sources.add("due_diligence", TimelineSource(_("Due diligence"), timeline), order=30)
search_providers.add("screenings", SearchProvider(pgettext_lazy("navigation", "Screenings"), _find), order=50)
inbox_sources.add("screenings", InboxSource(pgettext_lazy("navigation", "Screenings"), _inbox), order=20)
change_sources.add("screenings", ChangeSource(pgettext_lazy("navigation", "Screenings"), _changes), order=50)
figure_sources.add("screenings", FigureSource(_figures), order=50)
commands.add(
    "request_screening",
    Command(
        _("Request a screening"),
        "duediligence:request_new",
        "shield-check",
        (_("screening"), _("due diligence"), _("clearance")),
        _may_request,
    ),
    order=15,
)
history_subjects.add(
    "duediligence.screening",
    HistorySubject(
        find=_subject,
        hidden=_hidden,
        related={
            f"duediligence.{name}": "screening"
            for name in (
                "answer",
                "condition",
                "controversy",
                "evidence",
                "risk",
                "routestep",
                "salesactivity",
                "screenedparty",
                "screeningmove",
            )
        },
    ),
)
