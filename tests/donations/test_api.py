"""`appeals/`, `causes/`, `destinations/`, `allocations/` and `pools/` over REST."""

import pytest
from rest_framework.test import APIClient

from donations.models import Allocation
from tests.allocations_world import appeal, destination, proposed
from tests.donations_world import accepted

ROOT = "/api/v1/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def body(cast, to, amount="10", **more):
    return {"to": str(to.pk), "amount": amount, "office": cast.senegal.code, "reason": "Winter", **more}


def test_an_appeal_and_what_it_yields(cast, api, ruth):
    row = appeal(cast)
    accepted(cast, ruth, "7000", appeal_id=row.pk)
    told = api(cast.focal_point).get(f"{ROOT}appeals/{row.pk}/").json()
    assert (told["cost"]["usd"], told["raised"]["usd"], told["gifts"]) == ("500.00", "7000.00", 1)
    assert (told["cost_ratio"], told["share"], told["goal"]["amount"]) == ("0.0714", "70.00", "10000.00")


def test_an_appeal_is_drafted_opened_and_closed(cast, api):
    own = api(cast.focal_point)
    sent = {"title": "Tents", "office": cast.senegal.code, "starts_on": "2026-11-01", "goal": "500"}
    made = own.post(f"{ROOT}appeals/", sent, format="json", headers={"Idempotency-Key": "k"})
    again = own.post(f"{ROOT}appeals/", sent, format="json", headers={"Idempotency-Key": "k"})
    assert (made.status_code, again.json()) == (201, made.json())
    where, tag = made["Location"], {"If-Match": made["ETag"]}
    assert made.json()["cost_ratio"] is None
    assert own.post(f"{where}open/", headers=tag).json()["state"] == "open"
    assert own.post(f"{where}close/", headers=tag).status_code == 412
    cost = {"text": "Print", "spent_on": "2026-11-01", "cost": "12.50"}
    assert own.post(f"{where}costs/", cost, format="json").json()["cost"]["usd"] == "12.50"
    assert api(cast.outsider).post(f"{where}costs/", cost, format="json").status_code == 403
    assert own.post(f"{where}close/").json()["state"] == "closed"
    assert code(own.patch(where, {"title": "Lamps"}, format="json")) == (409, "closed")


def test_causes_and_destinations_are_headquarters(cast, api):
    team = api(cast.partnerships_officer)
    words = {"code": "health", "text_en": "Health", "text_fr": "Santé", "text_es": "Salud"}
    assert api(cast.focal_point).post(f"{ROOT}causes/", words, format="json").status_code == 403
    made = team.post(f"{ROOT}causes/", words, format="json")
    assert made.status_code == 201
    retired = team.patch(made["Location"], {"retired": True}, format="json", headers={"If-Match": made["ETag"]})
    assert retired.json()["retired"] is True
    sent = {"name": "Fund", "kind": "pooled_fund", "office": "HQ", "causes": [made.json()["id"]]}
    assert code(team.post(f"{ROOT}destinations/", sent, format="json")) == (400, "does_not_exist")
    there = team.post(f"{ROOT}destinations/", sent | {"causes": []}, format="json").json()
    assert (there["unearmarked"], there["allocated_usd"]) == (True, "0.00")


def test_an_allocation_from_proposal_to_return(cast, api, ruth):
    accepted(cast, ruth, "100")
    own, team, fund = api(cast.focal_point), api(cast.partnerships_officer), destination(cast)
    made = own.post(f"{ROOT}allocations/", body(cast, fund), format="json", headers={"Idempotency-Key": "k"})
    own.post(f"{ROOT}allocations/", body(cast, fund), format="json", headers={"Idempotency-Key": "k"})
    assert (made.status_code, Allocation.objects.count()) == (201, 1)
    told = made.json()
    assert (told["source"], told["to"], told["amount"]["usd"]) == (None, str(fund.pk), "10.00")
    assert (told["by"], told["state"]) == (str(cast.focal_point.pk), "proposed")
    where, tag = made["Location"], {"If-Match": made["ETag"]}
    assert own.post(f"{where}approve/").status_code == 403
    assert team.post(f"{where}approve/", headers=tag).json()["state"] == "approved"
    assert team.post(f"{where}take-back/", {"reason": "x"}, format="json", headers=tag).status_code == 412
    assert code(team.post(f"{where}take-back/", {}, format="json")) == (400, "required")
    assert team.post(f"{where}take-back/", {"reason": "It ended"}, format="json").json()["state"] == "taken_back"
    assert code(own.post(f"{where}withdraw/")) == (409, "wrong_state")


def test_what_is_refused_says_why(cast, api, ruth, trafficking):
    accepted(cast, ruth, "100", cause_id=trafficking.pk)
    own, team, fund = api(cast.focal_point), api(cast.partnerships_officer), destination(cast)
    where = f"{ROOT}allocations/"
    assert code(own.post(where, body(cast, fund), format="json")) == (409, "not_enough")
    for_cause = body(cast, fund, source=str(trafficking.pk))
    assert code(own.post(where, for_cause, format="json")) == (409, "wrong_intent")
    fund.causes.add(trafficking)
    assert code(own.post(where, for_cause | {"office": "KE"}, format="json")) == (403, "not_your_office")
    unknown = own.post(where, for_cause | {"to": "999999"}, format="json")
    assert (code(unknown), unknown.json()["errors"][0]["attr"]) == ((400, "does_not_exist"), "to")
    euros = for_cause | {"amount": {"amount": "1", "currency": "EUR"}}
    assert own.post(where, euros, format="json").status_code == 400
    mine = proposed(cast, fund, "10", by=cast.partnerships_officer, cause=trafficking)
    assert code(team.post(f"{where}{mine.pk}/approve/")) == (403, "own_request")


def test_pools_are_for_reading(cast, api, ruth, trafficking):
    accepted(cast, ruth, "100")
    told = api(cast.focal_point).get(f"{ROOT}pools/").json()["results"]
    assert [(each["source"], each["usd"]) for each in told] == [(None, "83.00"), (str(trafficking.pk), "0.00")]
    assert api(cast.hub_officer).get(f"{ROOT}pools/").status_code == 403
    assert api(cast.partnerships_officer).post(f"{ROOT}pools/", {}, format="json").status_code == 405
