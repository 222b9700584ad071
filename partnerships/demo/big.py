"""Partnerships for measuring: 2,000 at the stages of the board, 20,000 collaborations, made in the database.

None of them is active: that takes a clearance, and there is no way round it.
"""

from django.db import connection

from ..enums import PIPELINE, EngagementType

PARTNERSHIPS, COLLABORATIONS = 2_000, 20_000
# Over so many of the companies.
SPREAD = 50_000

_ENGAGEMENTS = """
with made as (
    insert into partnerships_engagement (version, created_at, updated_at, kind, title, type, modality, description,
        lead_office_id, countries, sdgs, starts_on, ends_on, disclosure, airline, event, stage, stage_since,
        created_by_id)
    select 1, now(), now(), %(kind)s, %(title)s || ' no ' || g, (%(types)s::text[])[1 + g %% 4], '',
        repeat('They plan it together. ', 6), o.id, array[o.country], array[1 + g %% 17],
        case when %(kind)s = 'collaboration' then %(today)s::date - g %% 730 end, null, 'internal', false, '',
        case when %(kind)s = 'partnership' then (%(stages)s::text[])[1 + g %% 6] else '' end,
        case when %(kind)s = 'partnership' then %(today)s::date - make_interval(days => g %% 200) end, %(by)s
    from generate_series(1, %(count)s) g
    join accounts_office o on o.id = (%(offices)s::bigint[])[1 + g %% cardinality(%(offices)s::bigint[])]
    order by g
    returning id, stage, stage_since
), numbered as (select *, row_number() over (order by id) as g from made), partners as (
    insert into partnerships_partner (engagement_id, company_id, lead, agreed_usd, pledged_usd, running)
    select id, %(first)s + (g * 37) %% %(spread)s, true, 1000 * (g %% 90), 0, false from numbered
)
insert into partnerships_stagemove (partnership_id, source, target, by_id, at, cause, reason)
select id, step.source, step.target, %(by)s, n.stage_since - make_interval(days => step.before), '', ''
from numbered n cross join lateral (
    values ('', 'identified', case when n.stage = 'identified' then 0 else 40 end), ('identified', n.stage, 0)
) as step (source, target, before)
where n.stage <> '' and step.source <> step.target
order by n.g, step.before desc
"""


def build(*, by_id: int, first_company: int, offices: list[int], today: str) -> dict[str, int]:
    told = {
        "by": by_id,
        "first": first_company,
        "offices": offices,
        "today": today,
        "spread": SPREAD,
        "types": EngagementType.values,
        "stages": [stage.value for stage in PIPELINE],
    }
    with connection.cursor() as cursor:
        for kind, title, count in (
            ("partnership", "Partnership", PARTNERSHIPS),
            ("collaboration", "Workshop", COLLABORATIONS),
        ):
            cursor.execute(_ENGAGEMENTS, {**told, "kind": kind, "title": title, "count": count})
    return {"big partnerships": PARTNERSHIPS, "big collaborations": COLLABORATIONS}
