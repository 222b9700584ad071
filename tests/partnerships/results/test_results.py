"""Indicators, milestones and lessons: who may, what is refused, what is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from partnerships.results import selectors
from partnerships.results.services import indicators, lessons, milestones


@pytest.fixture
def partnership(opened):
    return opened()


def add(by, partnership, **changes):
    values = {"text": "People trained", "unit": "people", "baseline": Decimal(20), "baseline_on": None, **changes}
    return indicators.add_indicator(by=by, partnership_id=partnership.pk, values=values)


def test_progress_from_the_baseline_to_the_last_target(cast, partnership, today):
    row = add(cast.focal_point, partnership)
    targets = {today: Decimal(60), today + timedelta(days=400): Decimal(120)}
    indicators.edit_indicator(by=cast.focal_point, indicator_id=row.pk, changes={}, targets=targets)
    for value in (40, 70):
        indicators.record_value(by=cast.focal_point, indicator_id=row.pk, measured_on=today, value=Decimal(value))
    (progress,) = selectors.indicators_of(partnership)
    assert (progress.share, progress.latest.value, progress.goal.value) == (50, 70, 120)
    assert AuditEvent.objects.filter(verb="indicator.measured", subject_id=str(partnership.pk)).count() == 2


def test_what_was_measured_stays(cast, partnership, today):
    row = add(cast.focal_point, partnership)
    indicators.record_value(by=cast.focal_point, indicator_id=row.pk, measured_on=today, value=Decimal(1))
    with pytest.raises(Conflict) as refused:
        indicators.drop_indicator(by=cast.focal_point, indicator_id=row.pk)
    assert refused.value.code == "measured"


def test_what_cannot_be_is_refused_by_field(cast, partnership, today):
    with pytest.raises(ValidationError) as refused:
        add(cast.focal_point, partnership, text=" ")
    assert set(refused.value.error_dict) == {"text"}
    row = add(cast.focal_point, partnership)
    with pytest.raises(ValidationError) as refused:
        indicators.record_value(
            by=cast.focal_point, indicator_id=row.pk, measured_on=today + timedelta(days=1), value=Decimal(1)
        )
    assert set(refused.value.error_dict) == {"measured_on"}


def test_others_change_nothing(cast, partnership, today):
    for person in (cast.neighbour, cast.auditor, cast.administrator):
        with pytest.raises(Forbidden):
            add(person, partnership)
        with pytest.raises(Forbidden):
            milestones.plan_milestone(by=person, partnership_id=partnership.pk, text="Opening", due_on=today)
        with pytest.raises(Forbidden):
            lessons.note_lesson(by=person, engagement_id=partnership.pk, kind="worked", text="Meet often.")


def test_a_milestone_is_reached_once_and_can_be_opened_again(cast, partnership, today):
    row = milestones.plan_milestone(by=cast.focal_point, partnership_id=partnership.pk, text="Opening", due_on=today)
    milestones.reach_milestone(by=cast.focal_point, milestone_id=row.pk)
    for deed in (milestones.reach_milestone, milestones.drop_milestone):
        with pytest.raises(Conflict):
            deed(by=cast.focal_point, milestone_id=row.pk)
    assert milestones.reopen_milestone(by=cast.focal_point, milestone_id=row.pk).done_on is None


def test_of_two_who_edit_the_second_is_told(cast, partnership):
    row = lessons.note_lesson(by=cast.focal_point, engagement_id=partnership.pk, kind="worked", text="Meet often.")
    told = {"by": cast.focal_point, "lesson_id": row.pk, "kind": "advice", "version": row.version}
    lessons.edit_lesson(text="Meet each month.", **told)
    with pytest.raises(Stale):
        lessons.edit_lesson(text="Meet each week.", **told)
