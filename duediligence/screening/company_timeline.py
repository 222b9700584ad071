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

# Asked at every company's page and answer: by hand, since four query sets took longer than their queries. Each table is
# named once, and the few rows that are left find their office and person last: PostgreSQL plans this in a third of the
# time that three complete queries of their own take, and planning is most of what it does here.
_ROWS = """
    SELECT e.kind, e.at, e.what, e.text, e.id, coalesce(o.name, ''), coalesce(u.name, '') FROM (
        SELECT v.kind, v.at, v.what, v.text, s.id, s.office_id, v.by_id
            FROM duediligence_screening s, LATERAL (VALUES
                ('asked', s.requested_at, s.purpose, '', s.requested_by_id),
                ('decided', s.decided_at, s.state, s.decision_reason, NULL)
            ) v (kind, at, what, text, by_id)
            WHERE s.company_id = %(company)s AND s.state <> 'draft' AND v.at < %(before)s
        UNION ALL
        SELECT 'clearance', c.at, c.deed, c.reason, c.clearance_id, NULL, c.by_id
            FROM duediligence_clearance g JOIN duediligence_clearancechange c ON c.clearance_id = g.id
            WHERE g.company_id = %(company)s AND c.at < %(before)s
        ORDER BY at DESC LIMIT %(limit)s
    ) e LEFT JOIN accounts_office o ON o.id = e.office_id LEFT JOIN accounts_user u ON u.id = e.by_id
    ORDER BY e.at DESC
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
