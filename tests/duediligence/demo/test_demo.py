"""The demo organisation as `load_demo` makes it, with its due diligence: enough of everything to look at."""

import json
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, F

from crm.accounts.enums import Role
from crm.core import clock
from duediligence.enums import ClearanceState, ConcernState, ConditionState, HitState, StepState
from duediligence.models import (
    Clearance,
    Concern,
    Condition,
    ContagionMark,
    Evidence,
    Hit,
    Review,
    RouteStep,
    Screening,
    WatchList,
)
from duediligence.screening.rights import is_party_to
from duediligence.watchlists.selectors import freshness

STATES = {
    "draft": 2,
    "research": 5,
    "awaiting_decision": 8,
    "returned": 1,
    "withdrawn": 2,
    "approved": 38,
    "approved_with_conditions": 16,
    "rejected": 9,
}


def run(command):
    out = StringIO()
    call_command(command, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_the_demo_shows_due_diligence_in_every_state():
    """One test: the demo takes seconds to build."""
    assert run("load_demo")["screenings"] == sum(STATES.values())
    today = clock.today()
    _screenings()
    _nobody_decides_on_their_own()
    _clearances(today)
    _watching(today)
    _lists(today)
    assert run("verify_memos") == {"memos": 63, "broken": []}
    assert run("load_demo")["loaded"] is False
    assert Screening.objects.count() == sum(STATES.values())


def _screenings():
    assert Counter(Screening.objects.values_list("state", flat=True)) == STATES
    assert Screening.objects.decided().count() == 63
    assert not Screening.objects.filter(rating="excluded").exclude(state="rejected").exists()
    waiting = RouteStep.objects.filter(state=StepState.OPEN).annotate(voices=Count("votes"))
    assert {step.role for step in waiting} == {
        Role.CHIEF_OF_MISSION,
        Role.REGIONAL_DIRECTOR,
        Role.COMMITTEE,
        Role.DIRECTOR_GENERAL,
    }
    assert 2 in {step.voices for step in waiting}
    assert Evidence.objects.filter(kind="search", results=0).exists()
    assert Evidence.objects.filter(confidential=True).exists()


def _nobody_decides_on_their_own():
    done = RouteStep.objects.filter(state=StepState.DONE).select_related("screening").prefetch_related("votes")
    for step in done:
        voices = [vote.member_id for vote in step.votes.all()]
        assert not is_party_to(step.screening, step.decided_by_id, *voices)
    dates = Screening.objects.decided().filter(
        requested_at__lt=F("submitted_at"), submitted_at__lt=F("decided_at"), decided_at__lte=clock.now()
    )
    assert dates.count() == 63


def _clearances(today):
    rows = Clearance.objects.with_state(on=today)
    states = Counter(row.state for row in rows)
    assert states[ClearanceState.SUSPENDED] == 1
    assert states[ClearanceState.REVOKED] == 1
    assert states[ClearanceState.EXPIRED] >= 3
    assert rows.filter(valid_until__range=(today, today + timedelta(days=30))).count() == 1
    assert ContagionMark.objects.filter(source__company__legal_name__startswith="Falkenwehr").count() == 2


def _watching(today):
    reviews = Review.objects.filter(done_at=None)
    assert reviews.filter(due_on__lt=today).exists()
    assert reviews.filter(due_on__gte=today).exists()
    assert Review.objects.filter(done_at__isnull=False).exists()
    conditions = Condition.objects.filter(state=ConditionState.OPEN)
    assert conditions.filter(due_on__lt=today).exists()
    assert conditions.filter(due_on__gte=today).exists()
    assert Condition.objects.filter(state=ConditionState.MET).exists()
    assert set(Concern.objects.values_list("state", "confidential")) == {
        (ConcernState.LOOKED_INTO, True),
        (ConcernState.DISMISSED, False),
    }


def _lists(today):
    assert all(each.verdict for each in freshness(today) if each.watchlist.required)
    assert WatchList.objects.get(code="own").current_load.entries == 20
    assert Counter(Hit.objects.values_list("state", flat=True)) == {
        HitState.OPEN: 1,
        HitState.CLEARED: 1,
        HitState.CONFIRMED: 1,
    }
