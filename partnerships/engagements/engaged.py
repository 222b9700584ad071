"""Open engagements make their lead office, and the offices that joined, engaged with the companies (domain.md
section 3): what the contact log asks before somebody else approaches them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from crm.companies.models import Theme
from crm.contactlog.registries import Engaged, EngagementSource, engagement_sources

from ..models import Engagement, Partner

# As `EngagementQuerySet.open` says it; by hand, since it is asked at every contact that is logged.
_ENGAGED = """
    WITH open_ones AS (
        SELECT p.company_id, e.id, e.lead_office_id,
            least(e.starts_on, (e.created_at AT TIME ZONE %(zone)s)::date) AS since
        FROM partnerships_partner p JOIN partnerships_engagement e ON e.id = p.engagement_id
        WHERE p.company_id = ANY(%(ids)s) AND e.binned_at IS NULL AND (
            e.stage NOT IN ('', 'completed', 'terminated', 'closed')
            OR (e.kind = 'collaboration' AND coalesce(e.ends_on, e.starts_on) >= %(on)s)
        )
    ), engaged AS (
        SELECT company_id, id, lead_office_id AS office_id, since FROM open_ones
        UNION ALL
        SELECT o.company_id, o.id, j.office_id, o.since
        FROM open_ones o JOIN partnerships_engagement_offices j ON j.engagement_id = o.id
    )
    SELECT e.company_id, e.office_id, f.name, min(e.since), (
        SELECT jsonb_build_object('name_en', t.name_en, 'name_fr', t.name_fr, 'name_es', t.name_es)
        FROM partnerships_engagement_themes link JOIN companies_theme t ON t.id = link.theme_id
        WHERE link.engagement_id = max(e.id) ORDER BY link.id LIMIT 1
    )
    FROM engaged e JOIN accounts_office f ON f.id = e.office_id
    WHERE e.since <= %(on)s
    GROUP BY e.company_id, e.office_id, f.name
    ORDER BY min(e.since), e.office_id
"""


def engaged(company_ids: Iterable[int], on: date) -> dict[int, list[Engaged]]:
    """One query, however many companies are asked about."""
    values: dict[str, Any] = {"ids": list(company_ids), "on": on, "zone": timezone.get_current_timezone_name()}
    with connection.cursor() as cursor:
        cursor.execute(_ENGAGED, values)
        rows = cursor.fetchall()
    found: dict[int, list[Engaged]] = {}
    for company_id, office_id, office, since, theme in rows:
        words = str(Theme(**json.loads(theme))) if theme else ""
        found.setdefault(company_id, []).append(Engaged(office_id, office, since, theme=words))
    return found


def companies_of(office_id: int | None, on: date) -> Any:
    """For the filter of the companies' list: with whom this office has something open."""
    joined = Engagement.objects.filter(offices=office_id).values("pk")
    ours = Engagement.objects.kept().open(on=on).filter(Q(lead_office=office_id) | Q(pk__in=joined))
    return Partner.objects.filter(engagement__in=ours).values("company")


engagement_sources.add("engagements", EngagementSource(engaged, companies_of))
