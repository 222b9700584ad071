"""Engagements in a company's timeline: collaborations on their day, partnerships at each step that they took."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.companies.models import Company
from crm.companies.registries import TimelineEntry

from ..enums import Stage

# Asked at every company's page and answer: one query by hand, where two query sets took longer than their queries.
_ROWS = """
    SELECT w.day, w.at, w.stage, w.title, w.text, w.id, coalesce(o.name, ''), coalesce(u.name, '') FROM (
        SELECT e.starts_on AS day, NULL AS at, '' AS stage, e.title, e.description AS text, e.id, e.lead_office_id,
            e.created_by_id AS by_id, e.id AS number
        FROM partnerships_partner p JOIN partnerships_engagement e ON e.id = p.engagement_id
        WHERE p.company_id = %(company)s AND e.kind = 'collaboration' AND e.binned_at IS NULL
            AND e.starts_on < %(before)s
        UNION ALL
        SELECT (m.at AT TIME ZONE %(zone)s)::date, m.at, m.target, e.title, m.reason, e.id, e.lead_office_id,
            m.by_id, m.id
        FROM partnerships_partner p JOIN partnerships_engagement e ON e.id = p.engagement_id
        JOIN partnerships_stagemove m ON m.partnership_id = e.id
        WHERE p.company_id = %(company)s AND e.binned_at IS NULL AND (m.at AT TIME ZONE %(zone)s)::date < %(before)s
        ORDER BY day DESC, at DESC NULLS LAST, number DESC LIMIT %(limit)s
    ) w LEFT JOIN accounts_office o ON o.id = w.lead_office_id LEFT JOIN accounts_user u ON u.id = w.by_id
    ORDER BY w.day DESC, w.at DESC NULLS LAST, w.number DESC
"""


def timeline(company: Company, _user: Any, before: date | None, limit: int) -> Iterable[TimelineEntry]:
    """Every office sees every engagement (domain.md section 1, P1)."""
    zone = timezone.get_current_timezone_name()
    values: dict[str, Any] = {"company": company.pk, "before": before or "infinity", "zone": zone, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, values)
        rows = cursor.fetchall()
    for day, at, stage, title, text, pk, office, by in rows:
        noun = "partnership" if stage else "collaboration"
        yield TimelineEntry(
            at=at or day,
            icon="handshake" if stage else "users",
            title=_step(title, stage) if stage else format_lazy(_("Collaboration: {title}"), title=title),
            text=text,
            url=reverse(f"partnerships:{noun}_detail", args=[pk]),
            office=office,
            by=by,
            tone=Stage(stage).tone if stage else "",
        )


def _step(title: str, stage: str) -> Any:
    return format_lazy("{title}: {stage}", title=title, stage=Stage(stage).label)
