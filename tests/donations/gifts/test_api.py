"""`donations/` and `donors/` over REST."""

import pytest
from rest_framework.test import APIClient

from tests.donations_world import cleared_for_gifts, gift

V1 = "/api/v1/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


def sent(client, body, path="donations/", **headers):
    return client.post(f"{V1}{path}", body, format="json", headers=headers)


def gift_of(donor, **more):
    amount = {"amount": "120.00", "currency": "USD"}
    return {"donor": donor, "amount": amount, "channel": "transfer", "received_on": "2026-11-02", **more}


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_a_new_private_donor_gives_and_the_gift_is_accepted(cast, api):
    hub = api(cast.hub_officer)
    made = sent(hub, gift_of({"person": {"name": "Ruth Adler", "email": "ruth@example.org"}}, channel="hub_site"))
    told = made.json()
    assert (made.status_code, told["state"], told["earmarked"]) == (201, "received", False)
    assert told["amount"] == {"amount": "120.00", "currency": "USD", "usd": "120.00"}
    assert told["donor"]["name"] == "Ruth Adler"
    where = f"donations/{told['id']}/"
    accepted = sent(hub, {}, f"{where}accept/", **{"If-Match": made["ETag"]}).json()
    assert (accepted["state"], accepted["net"]["amount"], accepted["tax_deductible"]) == ("accepted", "99.60", False)
    assert code(sent(hub, {}, f"{where}accept/")) == (409, "wrong_state")
    # The same person gives again.
    again = sent(hub, gift_of({"person": told["donor"]["person"]}))
    assert again.json()["donor"]["id"] == told["donor"]["id"]
    refunded = sent(hub, {"reason": "Paid twice."}, f"{where}refund/").json()
    assert (refunded["state"], refunded["reason"], refunded["net"]["amount"]) == ("refunded", "Paid twice.", "0.00")


def test_a_company_gives_under_a_clearance_only(cast, api, lunaris):
    own, company = api(cast.focal_point), {"company": str(lunaris.company_id)}
    made = sent(own, gift_of(company)).json()
    where = f"donations/{made['id']}/"
    assert code(sent(own, {}, f"{where}accept/")) == (409, "no_clearance")
    clearance = cleared_for_gifts(cast, lunaris.company)
    assert sent(own, {}, f"{where}accept/").json()["clearance"] == str(clearance.pk)


def test_a_patch_corrects_with_a_reason(cast, api, ruth):
    hub, row = api(cast.hub_officer), gift(cast, ruth)
    where = f"{V1}donations/{row.pk}/"
    body = {"amount": {"amount": "150", "currency": "USD"}}
    assert code(hub.patch(where, body, format="json")) == (400, "required")
    seen = {"If-Match": hub.get(where)["ETag"]}
    told = hub.patch(where, {**body, "reason": "Misread."}, format="json", headers=seen)
    assert told.json()["amount"]["amount"] == "150.00"
    assert hub.patch(where, {"intent": "For the children"}, format="json", headers=seen).status_code == 412


@pytest.mark.parametrize(
    ("donor", "more", "attr"),
    [
        ({}, {}, "donor"),
        ({"company": "1", "person": "1"}, {}, "donor"),
        ({"person": "999999"}, {}, "donor"),
        ({"person": {"email": "x@example.org"}}, {}, "donor"),
        ({"person": {"name": "Jo Doe"}}, {"amount": "0"}, "amount"),
        ({"person": {"name": "Jo Doe"}}, {"amount": {"amount": "5", "currency": "XXX"}}, "amount"),
        ({"person": {"name": "Jo Doe"}}, {"received_on": "2031-01-01"}, "received_on"),
        ({"person": {"name": "Jo Doe"}}, {"kind": "in_kind"}, "goods"),
        ({"person": {"name": "Jo Doe"}}, {"external_id": "A-1"}, "external_id"),
    ],
)
def test_what_is_wrong_is_named(cast, api, donor, more, attr):
    answer = sent(api(cast.hub_officer), gift_of(donor, **more))
    assert answer.status_code == 400
    assert any((error["attr"] or "").startswith(attr) for error in answer.json()["errors"])


def test_the_same_request_makes_one_gift(cast, api):
    hub, body = api(cast.hub_officer), gift_of({"person": {"name": "Ruth Adler"}})
    first, second = (sent(hub, body, **{"Idempotency-Key": "abc"}) for _turn in range(2))
    assert first.json()["id"] == second.json()["id"]
    assert hub.get(f"{V1}donors/").json()["count"] == 1


def test_names_and_words_reach_those_who_may_read_them(cast, api, ruth):
    row = gift(cast, ruth, intent="In memory of Ann")
    for person in (cast.hub_officer, cast.partnerships_officer, cast.auditor):
        told = api(person).get(f"{V1}donations/{row.pk}/").json()
        assert (told["donor"]["name"], told["intent"]) == ("Ruth Adler", "In memory of Ann")
    for person in (cast.focal_point, cast.administrator, cast.director_general):
        assert api(person).get(f"{V1}donations/{row.pk}/").status_code == 404
        assert api(person).get(f"{V1}donors/{ruth.pk}/").status_code == 404
    person = api(cast.hub_officer).get(f"{V1}donors/{ruth.pk}/").json()["person"]
    assert (person["name"], person["email"]) == ("Ruth Adler", "ruth@example.org")


def test_others_decide_nothing(cast, api, lunaris):
    row = gift(cast, lunaris)
    for person in (cast.outsider, cast.auditor, cast.director_general):
        assert sent(api(person), {}, f"donations/{row.pk}/accept/").status_code == 403
