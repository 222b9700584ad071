"""Open engagements make their lead office, and the offices that joined, engaged with the companies (domain.md
section 3): what the contact log asks before somebody else approaches them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from crm.companies.models import Theme
from crm.contactlog.registries import Engaged, EngagementSource, engagement_sources

from ..models import Engagement, Partner

# As `EngagementQuerySet.open` says it; by hand and apart from the rest, since it is asked at every contact that is
# logged, and with most companies nothing is open.
_OPEN = """
    SELECT p.company_id, e.id, least(e.starts_on, (e.created_at AT TIME ZONE %(zone)s)::date) AS since
    FROM partnerships_partner p JOIN partnerships_engagement e ON e.id = p.engagement_id
    WHERE p.company_id = ANY(%(ids)s) AND e.binned_at IS NULL AND (
        e.stage NOT IN ('', 'completed', 'terminated', 'closed')
        OR (e.kind = 'collaboration' AND coalesce(e.ends_on, e.starts_on) >= %(on)s)
    ) ORDER BY e.id
"""
_OFFICES = """
    SELECT o.engagement_id, f.id, f.name, {theme} FROM (
        SELECT e.id AS engagement_id, e.lead_office_id AS office_id FROM partnerships_engagement e
        UNION ALL SELECT j.engagement_id, j.office_id FROM partnerships_engagement_offices j
    ) o JOIN accounts_office f ON f.id = o.office_id WHERE o.engagement_id = ANY(%s) ORDER BY o.engagement_id, f.id
"""
_THEME = """(
    SELECT jsonb_build_object('name_en', t.name_en, 'name_fr', t.name_fr, 'name_es', t.name_es)
    FROM partnerships_engagement_themes link JOIN companies_theme t ON t.id = link.theme_id
    WHERE link.engagement_id = o.engagement_id ORDER BY link.id LIMIT 1
)"""


def engaged(company_ids: Iterable[int], on: date, with_themes: bool) -> dict[int, list[Engaged]]:
    """Two queries, however many companies are asked about; one where nothing is open."""
    values: dict[str, Any] = {"ids": list(company_ids), "on": on, "zone": timezone.get_current_timezone_name()}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
        since = {(pk, company): day for company, pk, day in cursor.fetchall() if day <= on}
        if not since:
            return {}
        cursor.execute(_OFFICES.format(theme=_THEME if with_themes else "NULL"), [[pk for pk, _company in since]])
        offices = cursor.fetchall()
    found: dict[int, dict[int, Engaged]] = defaultdict(dict)
    for (pk, company), day in since.items():
        for of, office_id, name, theme in offices:
            if of == pk:
                known = found[company].get(office_id)
                first = min(day, known.since) if known else day
                found[company][office_id] = Engaged(office_id, name, first, theme=_words(theme))
    return {pk: sorted(there.values(), key=lambda each: (each.since, each.office_id)) for pk, there in found.items()}


def _words(theme: str | None) -> str:
    return str(Theme(**json.loads(theme))) if theme else ""


def companies_of(office_id: int | None, on: date) -> Any:
    """For the filter of the companies' list: with whom this office has something open."""
    joined = Engagement.objects.filter(offices=office_id).values("pk")
    ours = Engagement.objects.kept().open(on=on).filter(Q(lead_office=office_id) | Q(pk__in=joined))
    return Partner.objects.filter(engagement__in=ours).values("company")


engagement_sources.add("engagements", EngagementSource(engaged, companies_of))
