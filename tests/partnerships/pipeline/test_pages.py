"""The page of a partnership says what is missing and moves it; so does the REST door."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from partnerships.pipeline.services.moves import move


@pytest.fixture
def page(client):
    def of(user, row):
        client.force_login(user)
        return client.get(reverse("partnerships:partnership_detail", args=[row.pk])).content.decode()

    return of


@pytest.fixture
def posted(client):
    def post(user, row, **told):
        client.force_login(user)
        return client.post(reverse("partnerships:partnership_move", args=[row.pk]), told)

    return post


def test_the_page_says_what_active_needs_with_the_way_there(cast, opened, company, page):
    row = opened()
    move(by=cast.focal_point, partnership_id=row.pk, target="negotiating")
    shown = page(cast.focal_point, row)
    assert f"company={company.pk}&amp;purpose=partnership&amp;amount_usd=0.00" in shown
    assert reverse("partnerships:agreement", args=[row.pk]) in shown
    assert "No clearance in force covers Lunaris Solar" in shown


def test_who_may_not_move_it_reads_why(cast, opened, page):
    shown = page(cast.auditor, opened())
    assert "Auditors and administrators read engagements" in shown
    assert 'name="stage"' not in shown


def test_it_moves_from_its_page(cast, opened, posted):
    row = opened()
    assert posted(cast.focal_point, row, stage="researching", version=row.version).status_code == 302
    row.refresh_from_db()
    assert row.stage == "researching"


def test_a_refused_move_says_everything_that_is_missing(cast, opened, posted):
    answer = posted(cast.focal_point, opened(), stage="active")
    assert answer.status_code == 409
    assert "Enter the day on which the agreement was signed" in answer.content.decode()


def test_closing_asks_for_cause_and_reason(cast, opened, posted):
    row = opened()
    assert "This field is required" in posted(cast.focal_point, row, stage="closed").content.decode()
    told = {"stage": "closed", "cause": "no_answer", "reason": "Four letters."}
    assert posted(cast.focal_point, row, **told).status_code == 302
    assert row.moves.last().cause == "no_answer"


def test_others_do_not_move_it_here_either(cast, opened, posted):
    assert posted(cast.neighbour, opened(), stage="researching").status_code == 403


def test_somebody_moved_it_meanwhile(cast, opened, posted):
    row = opened()
    move(by=cast.focal_point, partnership_id=row.pk, target="researching")
    answer = posted(cast.focal_point, row, stage="approached", version=row.version)
    assert answer.status_code == 409
    assert "Somebody changed this record" in answer.content.decode()


@pytest.fixture
def api():
    client = APIClient()

    def of(user):
        client.force_login(user)
        return client

    return of


def test_missing_and_move_over_rest_agree(cast, opened, company, api):
    row, client = opened(), api(cast.focal_point)
    address = f"/api/v1/partnerships/{row.pk}/"
    missing = client.get(f"{address}missing/", {"stage": "active"}).json()
    needed = [(each["code"], each["company"]) for each in missing if each["needed"]]
    assert needed == [("no_clearance", str(company.pk)), ("no_agreement", None)]
    refused = client.post(f"{address}move/", {"stage": "active"}, format="json")
    assert refused.status_code == 409
    assert {each["code"] for each in refused.json()["errors"]} == {"no_clearance", "no_agreement"}
    assert client.get(f"{address}missing/").json() == []
    assert client.get(f"{address}missing/", {"stage": "elsewhere"}).status_code == 400
    moved = client.post(f"{address}move/", {"stage": "closed", "reason": "No answer.", "cause": "no_answer"})
    assert (moved.status_code, moved.json()["stage"]) == (200, "closed")
    assert client.post(f"{address}move/", {"stage": "researching"}).json()["errors"][0]["attr"] == "reason"


def test_a_stale_move_changes_nothing(cast, opened, api):
    row = opened()
    answer = api(cast.focal_point).post(
        f"/api/v1/partnerships/{row.pk}/move/", {"stage": "researching"}, headers={"If-Match": '"99"'}
    )
    assert answer.status_code == 412
