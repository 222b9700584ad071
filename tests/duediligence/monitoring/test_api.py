"""Monitoring over REST: the same deeds and refusals as on the pages; who reported stays with those who may know."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from crm.core import clock
from duediligence.models import Review
from duediligence.screening.services.conditions import ConditionData
from duediligence.screening.services.decisions import decide


def api(person) -> APIClient:
    client = APIClient()
    client.force_authenticate(person)
    return client


@pytest.fixture
def clearance(cast, submitted):
    screening = submitted("low")
    day = clock.today() + timedelta(days=3)
    told = [ConditionData("Publish the audit", cast.focal_point, day, before_signature=True)]
    decide(
        by=cast.chief_of_mission,
        screening_id=screening.pk,
        outcome="approved_with_conditions",
        reason="Good.",
        conditions=told,
    )
    return screening.clearance


def test_a_condition_is_met_by_its_owner_and_waived_by_whoever_set_it(cast, clearance):
    found = api(cast.neighbour).get(f"/api/v1/conditions/?company={clearance.company_id}&state=open").json()
    (condition,) = found["results"]
    assert (condition["text"], condition["before_signature"]) == ("Publish the audit", True)
    address = f"/api/v1/conditions/{condition['id']}/"
    assert api(cast.neighbour).post(f"{address}meet/", {"note": "Done."}).status_code == 403
    assert api(cast.focal_point).post(f"{address}waive/", {"note": "No need."}).status_code == 403
    assert api(cast.focal_point).post(f"{address}meet/", {}).status_code == 400
    answer = api(cast.focal_point).post(f"{address}meet/", {"note": "On their site."})
    assert (answer.status_code, answer.json()["state"]) == (200, "met")
    again = api(cast.chief_of_mission).post(f"{address}waive/", {"note": "No need."})
    assert again.status_code == 409
    seen = {"If-Match": '"open"'}
    assert api(cast.chief_of_mission).post(f"{address}waive/", {"note": "No."}, headers=seen).status_code == 412


def test_a_concern_goes_to_the_team_and_its_reporter_stays_unnamed(cast, clearance):
    body = {"company": str(clearance.company_id), "text": "A raid.", "confidential": True}
    made = api(cast.focal_point).post("/api/v1/concerns/", body, headers={"Idempotency-Key": "one"})
    again = api(cast.focal_point).post("/api/v1/concerns/", body, headers={"Idempotency-Key": "one"})
    assert (made.status_code, again.json()) == (201, made.json())
    address = f"/api/v1/concerns/{made.json()['id']}/"
    for stranger in (cast.neighbour, cast.chief_of_mission, cast.director_general, cast.administrator):
        assert api(stranger).get(address).status_code == 404
        assert api(stranger).get("/api/v1/concerns/").json()["count"] == 0
    assert api(cast.auditor).post("/api/v1/concerns/", body).status_code == 403
    assert api(cast.focal_point).post(f"{address}close/", {"upheld": True, "outcome": "True."}).status_code == 403
    taken = api(cast.partnerships_officer).post(f"{address}take/")
    assert (taken.status_code, taken.json()["state"]) == (200, "looked_into")
    stale = api(cast.partnerships_officer).post(
        f"{address}close/", {"upheld": True, "outcome": "True."}, headers={"If-Match": made["ETag"]}
    )
    assert stale.status_code == 412
    closed = api(cast.partnerships_officer).post(f"{address}close/", {"upheld": True, "outcome": "True."})
    assert closed.json()["state"] == "upheld"


def test_a_review_is_done_by_the_office(cast, clearance):
    row = Review.objects.create(clearance=clearance, due_on=clock.today(), office=cast.senegal)
    address = f"/api/v1/reviews/{row.pk}/complete/"
    body = {"progress": "Well.", "finding": "as_before"}
    assert api(cast.outsider).post(address, body).status_code == 403
    done = api(cast.focal_point).post(address, body)
    assert (done.status_code, done.json()["done_by"]) == (200, str(cast.focal_point.pk))
    assert api(cast.focal_point).post(address, body).status_code == 409


def test_a_raised_risk_suspends_where_asked(cast, clearance):
    address = f"/api/v1/clearances/{clearance.pk}/raise-risk/"
    body = {"rating": "high", "reason": "A raid.", "suspends": True}
    assert api(cast.focal_point).post(address, body).status_code == 403
    answer = api(cast.partnerships_officer).post(address, body)
    assert (answer.status_code, answer.json()["target"], answer.json()["suspended"]) == (201, "high", True)
    assert api(cast.focal_point).get(f"/api/v1/clearances/{clearance.pk}/").json()["state"] == "suspended"
    (rise,) = api(cast.neighbour).get(f"/api/v1/risk-rises/?clearance={clearance.pk}").json()["results"]
    assert (rise["source"], rise["target"], rise["hit"]) == ("low", "high", None)
