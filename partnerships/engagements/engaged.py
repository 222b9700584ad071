"""Open engagements make their lead office, and the offices that joined, engaged with the companies (domain.md
section 3): what the contact log asks before somebody else approaches them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

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
    )
"""
_OFFICES = """
    SELECT o.engagement_id, f.id, f.name FROM (
        SELECT e.id AS engagement_id, e.lead_office_id AS office_id FROM partnerships_engagement e
        UNION ALL SELECT j.engagement_id, j.office_id FROM partnerships_engagement_offices j
    ) o JOIN accounts_office f ON f.id = o.office_id WHERE o.engagement_id = ANY(%s)
"""


def engaged(company_ids: Iterable[int], on: date, with_themes: bool) -> dict[int, list[Engaged]]:
    """Two queries, or three with themes, however many companies are asked about; one where nothing is open."""
    values: dict[str, Any] = {"ids": list(company_ids), "on": on, "zone": timezone.get_current_timezone_name()}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
        rows = [row for row in cursor.fetchall() if row[2] <= on]
        if not rows:
            return {}
        ids = sorted({engagement_id for _company, engagement_id, _since in rows})
        cursor.execute(_OFFICES, [ids])
        offices = cursor.fetchall()
    themes = _themes(ids) if with_themes else {}
    found: dict[int, dict[int, Engaged]] = defaultdict(dict)
    for company_id, engagement_id, since in sorted(rows, key=lambda row: row[1]):
        for of, office_id, name in offices:
            if of == engagement_id:
                known = found[company_id].get(office_id)
                first = min(since, known.since) if known else since
                # The latest one names the theme.
                found[company_id][office_id] = Engaged(office_id, name, first, theme=themes.get(engagement_id, ""))
    return {pk: sorted(there.values(), key=lambda each: (each.since, each.office_id)) for pk, there in found.items()}


def _themes(engagement_ids: list[int]) -> dict[int, str]:
    """The first theme of each, in the reader's language."""
    links = Engagement.themes.through.objects.filter(engagement__in=engagement_ids).order_by("-pk")
    return {link.engagement_id: str(link.theme) for link in links.select_related("theme")}


def companies_of(office_id: int | None, on: date) -> Any:
    """For the filter of the companies' list: with whom this office has something open."""
    joined = Engagement.objects.filter(offices=office_id).values("pk")
    ours = Engagement.objects.kept().open(on=on).filter(Q(lead_office=office_id) | Q(pk__in=joined))
    return Partner.objects.filter(engagement__in=ours).values("company")


engagement_sources.add("engagements", EngagementSource(engaged, companies_of))
