"""How long partnerships stay at a stage: medians, read by one statement over all moves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from crm.accounts.models import Office

from ...enums import PIPELINE, Stage

# A stay is over when the next move comes. Regions are told by the second step of an office's path.
_STAYS = """
    WITH stays AS (
        SELECT m.target AS stage, e.lead_office_id AS office, nullif(split_part(o.path, '/', 3), '')::bigint AS region,
            extract(epoch FROM lead(m.at) OVER (PARTITION BY m.partnership_id ORDER BY m.id) - m.at) / 86400 AS days,
            lead(m.at) OVER (PARTITION BY m.partnership_id ORDER BY m.id) AS left_at
        FROM partnerships_stagemove m
        JOIN partnerships_engagement e ON e.id = m.partnership_id
        JOIN accounts_office o ON o.id = e.lead_office_id
        WHERE e.binned_at IS NULL AND o.path LIKE %(path)s
    )
    SELECT grouping(office, region), office, region, stage, percentile_cont(0.5) WITHIN GROUP (ORDER BY days), count(*)
    FROM stays
    WHERE left_at IS NOT NULL AND stage = ANY(%(stages)s)
        AND left_at >= %(since)s AND left_at < %(until)s
    GROUP BY GROUPING SETS ((stage), (region, stage), (office, region, stage))
"""
# What PostgreSQL's grouping(office, region) answers for each of the three sets.
_ALL, _BY_REGION = 3, 2
_WHOLE_WAY = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days), count(*) FROM (
        SELECT extract(epoch FROM min(m.at) FILTER (WHERE m.target = 'active') - min(m.at)) / 86400 AS days,
            min(m.at) FILTER (WHERE m.target = 'active') AS began
        FROM partnerships_stagemove m
        JOIN partnerships_engagement e ON e.id = m.partnership_id
        JOIN accounts_office o ON o.id = e.lead_office_id
        WHERE e.binned_at IS NULL AND o.path LIKE %(path)s
        GROUP BY m.partnership_id
    ) ways WHERE began >= %(since)s AND began < %(until)s
"""


@dataclass(frozen=True, slots=True)
class Median:
    days: float
    stays: int


@dataclass(frozen=True)
class PlaceTimes:
    """Of one office or region; None stands for headquarters' own."""

    name: str
    by_stage: dict[str, Median] = field(default_factory=dict)

    def cells(self) -> list[Median | None]:
        return [self.by_stage.get(stage.value) for stage in PIPELINE]


@dataclass(frozen=True)
class CycleTimes:
    overall: PlaceTimes
    regions: list[PlaceTimes]
    offices: list[PlaceTimes]
    whole_way: Median | None

    @property
    def stages(self) -> Iterable[Stage]:
        return PIPELINE


def cycle_times(*, since: date, until: date, below: Office | None = None) -> CycleTimes:
    """Of stays that ended from `since` to before `until`, of offices below one; three queries."""
    told: dict[str, Any] = {
        "path": f"{below.path if below else '/'}%",
        "since": since,
        "until": until,
        "stages": [stage.value for stage in PIPELINE],
    }
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, told)
        rows = cursor.fetchall()
        cursor.execute(_WHOLE_WAY, told)
        days, ways = cursor.fetchone()
    names = dict(Office.objects.filter(pk__in=_offices_in(rows)).values_list("pk", "name"))
    overall = PlaceTimes("")
    regions: dict[int | None, PlaceTimes] = {}
    offices: dict[int | None, PlaceTimes] = {}
    for level, office, region, stage, median, stays in rows:
        if level == _ALL:
            place = overall
        elif level == _BY_REGION:
            # What headquarters itself leads has no region, and stands among the offices.
            place = regions.setdefault(region, PlaceTimes(names.get(region, "")))
        else:
            place = offices.setdefault(office, PlaceTimes(names[office]))
        place.by_stage[stage] = Median(round(float(median), 1), stays)
    regions.pop(None, None)
    return CycleTimes(overall, _named(regions), _named(offices), Median(round(float(days), 1), ways) if ways else None)


def _offices_in(rows: list[Any]) -> set[int]:
    return {pk for _level, office, region, *_rest in rows for pk in (office, region) if pk}


def _named(places: dict[int | None, PlaceTimes]) -> list[PlaceTimes]:
    return sorted(places.values(), key=lambda place: place.name)
