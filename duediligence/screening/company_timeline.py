"""What due diligence adds to the timeline of a company: screenings asked for and decided, what became of clearances."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.companies.registries import TimelineEntry

from ..enums import ClearanceDeed, Purpose, ScreeningState

# Asked at every company's page and answer: by hand and at once, since four query sets took longer than their queries.
_ROWS = """
    SELECT * FROM (
        (SELECT 'asked', s.requested_at AS at, s.purpose, '', s.id, o.name, u.name
            FROM duediligence_screening s
            JOIN accounts_office o ON o.id = s.office_id JOIN accounts_user u ON u.id = s.requested_by_id
            WHERE s.company_id = %(company)s AND s.state <> 'draft' AND s.requested_at < %(before)s
            ORDER BY s.requested_at DESC LIMIT %(limit)s)
        UNION ALL
        (SELECT 'decided', s.decided_at, s.state, s.decision_reason, s.id, o.name, ''
            FROM duediligence_screening s JOIN accounts_office o ON o.id = s.office_id
            WHERE s.company_id = %(company)s AND s.decided_at < %(before)s
            ORDER BY s.decided_at DESC LIMIT %(limit)s)
        UNION ALL
        (SELECT 'clearance', c.at, c.deed, c.reason, g.id, '', coalesce(u.name, '')
            FROM duediligence_clearancechange c
            JOIN duediligence_clearance g ON g.id = c.clearance_id
            LEFT JOIN accounts_user u ON u.id = c.by_id
            WHERE g.company_id = %(company)s AND c.at < %(before)s
            ORDER BY c.at DESC LIMIT %(limit)s)
    ) found ORDER BY at DESC LIMIT %(limit)s
"""
_ICONS = {
    ClearanceDeed.GRANTED: ("shield-check", "ok"),
    ClearanceDeed.SUSPENDED: ("shield-alert", "warn"),
    ClearanceDeed.REINSTATED: ("shield-check", "ok"),
    ClearanceDeed.REVOKED: ("shield-x", "bad"),
}


def timeline(company: Any, _user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    """Known to all staff (domain.md section 1, P5); a draft is nobody's but its author's and stands in no timeline."""
    moment = timezone.make_aware(datetime.combine(before, time.min)) if before else "infinity"
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"company": company.pk, "before": moment, "limit": limit})
        rows = cursor.fetchall()
    for kind, at, what, text, pk, office, by in rows:
        icon, tone, title, url_name = _wording(kind, what)
        yield TimelineEntry(
            at=at, icon=icon, title=title, text=text, url=reverse(url_name, args=[pk]), office=office, by=by, tone=tone
        )


def _wording(kind: str, what: str) -> tuple[str, str, Any, str]:
    if kind == "clearance":
        icon, tone = _ICONS[ClearanceDeed(what)]
        title = format_lazy(_("Clearance: {deed}"), deed=ClearanceDeed(what).label)
        return icon, tone, title, "duediligence:clearance"
    if kind == "asked":
        title = format_lazy(_("Screening asked for: {purpose}"), purpose=Purpose(what).label)
    else:
        title = format_lazy(_("Screening decided: {outcome}"), outcome=ScreeningState(what).label)
    return "shield-check", "", title, "duediligence:screening"
