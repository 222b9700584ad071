"""Reviews, conditions, concerns and raised risks: who may, what follows, who is told."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from duediligence.clearances.services.rises import raise_risk
from duediligence.models import Concern, Review
from duediligence.monitoring.reminders import clearances_expiring, conditions_due, decision_occasion, decisions_due
from duediligence.monitoring.services.concerns import close_concern, report_concern, take_concern
from duediligence.monitoring.services.conditions import settle_condition
from duediligence.monitoring.services.reviews import complete_review, plan_reviews
from duediligence.screening.services.conditions import ConditionData
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.votes import cast_vote
from tests.factories import UserFactory

TODAY = clock.today


@pytest.fixture
def high(cast, committee, submitted):
    """A clearance of high risk, which is reviewed every six months."""
    screening = submitted("high")
    for member in (*committee.values(), cast.regional_director):
        cast_vote(by=member, screening_id=screening.pk, vote="approve", reason="Good.")
    return screening.clearance


@pytest.fixture
def low(cast, submitted):
    screening = submitted("low")
    told = [ConditionData("Publish the audit", cast.focal_point, TODAY() + timedelta(days=3))]
    decide(
        by=cast.chief_of_mission,
        screening_id=screening.pk,
        outcome="approved_with_conditions",
        reason="Good.",
        conditions=told,
    )
    return screening.clearance


def told(wording) -> set[str]:
    return set(Notification.objects.filter(wording=wording).values_list("recipient__name", flat=True))


def test_reviews_are_planned_one_after_the_other(cast, high, low):
    assert plan_reviews(on=TODAY()) == 0
    first = high.valid_from.replace(year=2027, month=5)
    assert plan_reviews(on=first) == 1
    assert plan_reviews(on=first) == 0, "one is open"
    review = Review.objects.get()
    assert (review.clearance, review.due_on, review.office) == (high, first, cast.senegal)
    with pytest.raises(Forbidden):
        complete_review(by=cast.outsider, review_id=review.pk, progress="Fine.", affected="", finding="as_before")
    complete_review(by=cast.focal_point, review_id=review.pk, progress="Fine.", affected="", finding="as_before")
    with pytest.raises(Conflict):
        complete_review(by=cast.focal_point, review_id=review.pk, progress="Again.", affected="", finding="lower")
    assert plan_reviews(on=high.valid_until) == 0, "the next one would lie beyond its end"


def test_a_condition_is_met_by_its_owner_and_waived_by_who_set_it(cast, low):
    condition = low.screening.conditions.get()
    for person, waived in (("outsider", False), ("focal_point", True), ("partnerships_officer", True)):
        with pytest.raises(Forbidden):
            settle_condition(by=getattr(cast, person), condition_id=condition.pk, note="Done.", waived=waived)
    assert settle_condition(by=cast.chief_of_mission, condition_id=condition.pk, note="No need.", waived=True)
    with pytest.raises(Conflict):
        settle_condition(by=cast.focal_point, condition_id=condition.pk, note="Done.")


def test_a_concern_in_confidence_keeps_its_reporter(client, cast, company):
    concern = report_concern(by=cast.outsider, company_id=company.pk, text="They hide fees.", confidential=True)
    assert told("concern_reported") == {cast.partnerships_officer.name}
    client.force_login(cast.focal_point)
    assert client.get(reverse("duediligence:concern", args=[concern.pk])).status_code == 404
    for person in ("partnerships_officer", "auditor", "outsider"):
        client.force_login(getattr(cast, person))
        assert "They hide fees." in client.get(reverse("duediligence:concern", args=[concern.pk])).content.decode()
    take_concern(by=cast.partnerships_officer, concern_id=concern.pk)
    close_concern(by=cast.partnerships_officer, concern_id=concern.pk, upheld=True, outcome="True. We look again.")
    assert told("concern_closed") == {cast.outsider.name}
    with pytest.raises(Conflict):
        take_concern(by=cast.partnerships_officer, concern_id=concern.pk)


def test_nobody_looks_into_their_own_concern_and_auditors_report_none(cast, company):
    concern = report_concern(by=cast.partnerships_officer, company_id=company.pk, text="A raid.")
    with pytest.raises(Forbidden):
        take_concern(by=cast.partnerships_officer, concern_id=concern.pk)
    with pytest.raises(Forbidden):
        report_concern(by=cast.auditor, company_id=company.pk, text="A raid.")
    assert Concern.objects.count() == 1


def test_a_risk_that_rises_is_told_to_all_who_must_know_and_may_suspend(cast, low):
    with pytest.raises(Forbidden):
        raise_risk(by=cast.focal_point, clearance_id=low.pk, rating="high", reason="A raid.")
    with pytest.raises(ValidationError):
        raise_risk(by=cast.partnerships_officer, clearance_id=low.pk, rating="low", reason="A raid.")
    raise_risk(by=cast.regional_director, clearance_id=low.pk, rating="high", reason="A raid.", suspends=False)
    names = told("risk_raised")
    assert {cast.focal_point.name, cast.chief_of_mission.name, cast.committee_member.name} <= names
    assert cast.outsider.name not in names
    with pytest.raises(ValidationError):
        raise_risk(by=cast.partnerships_officer, clearance_id=low.pk, rating="high", reason="Again.")
    raise_risk(by=cast.partnerships_officer, clearance_id=low.pk, rating="very_high", reason="Jail.", suspends=True)
    low.refresh_from_db()
    assert low.suspended_at is not None


@pytest.mark.parametrize(
    ("days", "occasion"), [(10, ""), (2, "before"), (0, "late 0"), (-2, "late 0"), (-3, "late 3"), (-7, "late 6")]
)
def test_when_a_decision_is_said_to_be_due(days, occasion):
    """From a Wednesday: two working days before, on the day, then every third day."""
    wednesday = TODAY() - timedelta(days=2)
    assert decision_occasion(wednesday + timedelta(days=days), wednesday) == occasion


def test_who_is_reminded(cast, submitted, low):
    waiting = submitted("medium", company=low.company, purpose="donation")
    late = timezone.make_aware(datetime.combine(waiting.due_on, datetime.min.time()))
    assert {(d.recipient_id, d.occasion) for d in decisions_due(late)} == {(cast.regional_director.pk, "late 0")}
    assert {d.recipient_id for d in conditions_due(late)} == {cast.focal_point.pk}
    end = timezone.make_aware(datetime.combine(low.valid_until - timedelta(days=6), datetime.min.time()))
    found = {(d.recipient_id, d.occasion) for d in clearances_expiring(end)}
    assert (cast.partnerships_officer.pk, "7 days") in found
    assert (cast.outsider.pk, "7 days") not in found
    assert UserFactory().pk not in {pk for pk, _occasion in found}
