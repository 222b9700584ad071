"""`grant-calls/` and `proposals/` over REST."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from crm.core import clock
from partnerships.models import GrantCall, Proposal
from tests.grants_world import closed, opened_call, sent, written

CALLS, PROPOSALS = "/api/v1/grant-calls/", "/api/v1/proposals/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def send(client, where, body=None, **headers):
    return client.post(where, body or {}, format="json", headers=headers)


def test_a_grant_from_the_call_to_the_report(cast, api):
    team, office, today = api(cast.partnerships_officer), api(cast.focal_point), clock.today()
    call = {
        "title": "Private sector engagement",
        "source": "Government of Belgium",
        "amount_usd": "50000",
        "deadline": today.isoformat(),
        "eligible": ["SN", str(cast.ghana.pk)],
        "criteria": [{"text": "Reach", "weight": "2"}, {"text": "Cost"}],
    }
    made = send(team, CALLS, call)
    assert (made.status_code, made.json()["state"], made.json()["left_usd"]) == (201, "draft", "50000.00")
    where = made["Location"]
    assert office.get(where).status_code == 404
    assert send(team, f"{where}open/").json()["state"] == "open"

    budget = [{"text": "Forum", "usd": "20000"}]
    sent_body = {"call": made.json()["id"], "office": "SN", "title": "Forum", "summary": "A forum.", "budget": budget}
    drafted = send(office, PROPOSALS, sent_body | {"countries": ["SN"]})
    assert (drafted.status_code, drafted.json()["asked_usd"], drafted.json()["state"]) == (201, "20000.00", "draft")
    proposal = drafted["Location"]
    assert send(office, f"{proposal}submit/", **{"If-Match": '"7"'}).status_code == 412
    assert send(office, f"{proposal}submit/", **{"If-Match": drafted["ETag"]}).json()["state"] == "submitted"
    assert send(team, f"{where}close/").json()["state"] == "review"

    ids = [each["id"] for each in made.json()["criteria"]]
    scores = {"scores": {ids[0]: {"value": 5}, ids[1]: {"value": 2, "note": "Dear."}}}
    assert send(api(cast.committee_member), f"{proposal}score/", scores).json()["score"] == "4.00"
    assert office.get(proposal).json()["score"] is None
    award = send(team, f"{proposal}award/", {"amount": "15000", "reason": "Good."})
    assert (award.json()["state"], award.json()["awarded_usd"]) == ("awarded", "15000.00")
    assert send(team, f"{where}finish/").json()["left_usd"] == "35000.00"
    report = {"report": "Held.", "spent_usd": "14000", "reported_on": today.isoformat()}
    told = send(office, f"{proposal}report/", report).json()
    assert (told["spent_usd"], told["score"]) == ("14000.00", "4.00")


def test_refusals_have_their_codes(cast, api):
    call = opened_call(cast)
    first, second = sent(cast, call, usd=30_000), sent(cast, call, usd=30_000)
    closed(cast, call)
    team, office, one = api(cast.partnerships_officer), api(cast.focal_point), f"{PROPOSALS}{first.pk}/"
    assert code(send(team, f"{CALLS}{call.pk}/close/")) == (409, "wrong_state")
    assert code(send(office, f"{CALLS}{call.pk}/finish/"))[0] == 403
    assert code(send(office, CALLS, {}))[0] == 403
    assert code(send(office, f"{one}score/", {})) == (403, "not_a_reviewer")
    assert code(send(office, f"{one}award/", {}))[0] == 403
    assert code(send(team, f"{one}report/", {}))[0] == 403
    assert code(office.patch(one, {"title": "Late"}, format="json")) == (409, "closed")
    assert code(send(team, f"{one}score/", {"scores": {"x": {"value": 1}}})) == (400, "does_not_exist")
    assert code(send(team, f"{one}score/", {"scores": {"1": {"value": 6}}})) == (400, "max_value")
    assert send(team, f"{one}award/", {"amount": "30000", "reason": "Good."}).status_code == 200
    late = send(team, f"{PROPOSALS}{second.pk}/award/", {"amount": "30000", "reason": "Good."})
    assert code(late) == (409, "above_left")
    assert code(send(team, f"{PROPOSALS}{second.pk}/decline/", {"reason": ""})) == (400, "blank")
    assert code(send(office, PROPOSALS, {"call": "999999", "office": "SN", "title": "x"})) == (400, "does_not_exist")


def test_filters(cast, api):
    call = opened_call(cast, eligible_ids=(cast.senegal.pk,))
    opened_call(cast, title="For all", deadline=clock.today() + timedelta(days=40))
    sent(cast, call, countries=("SN", "GH"))
    written(cast, call)
    own, other = api(cast.focal_point), api(cast.outsider)
    for asked, found in (({"office": "SN"}, 2), ({"office": "KE"}, 1), ({"state": "draft"}, 0), ({"search": "all"}, 1)):
        assert own.get(CALLS, asked).json()["count"] == found, asked
    for asked, found in (
        ({}, 2),
        ({"call": call.pk, "state": "submitted"}, 1),
        ({"country": "GH"}, 1),
        ({"country": "KE,GH"}, 1),
        ({"reported": "true"}, 0),
        ({"office": "ROWCA"}, 2),
    ):
        assert own.get(PROPOSALS, asked).json()["count"] == found, asked
    assert other.get(PROPOSALS).json()["count"] == 1


def test_a_repeated_post_makes_one_row(cast, api):
    call, client = opened_call(cast), api(cast.focal_point)
    body = {"call": call.pk, "office": "SN", "title": "Forum"}
    made, again = (send(client, PROPOSALS, body, **{"Idempotency-Key": "k"}) for _turn in range(2))
    assert (made.json(), Proposal.objects.count(), GrantCall.objects.count()) == (again.json(), 1, 1)
