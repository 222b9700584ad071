"""`partnerships/{id}/score/`, `score-factors/` and `deal-breakers/` over REST."""

import pytest
from rest_framework.test import APIClient

from partnerships.models import ScoreFactor

FACTORS = "/api/v1/score-factors/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


def test_named_factors_change_and_null_removes(cast, api, opened):
    own, where = api(cast.focal_point), f"/api/v1/partnerships/{opened().pk}/score/"
    empty = own.get(where).json()
    assert (empty["total"], empty["percent"], empty["scored"], empty["of"]) == ("0.00", "0.0", 0, 15)
    told = own.put(where, {"alignment": 5, "risk": {"value": 3, "note": "Floods"}}, format="json").json()
    assert (told["total"], told["best"], told["percent"], told["scored"]) == ("2.00", "50.00", "4.0", 2)
    assert told["scores"]["risk"] == {"value": 3, "note": "Floods"}
    seen = {"If-Match": own.get(where)["ETag"]}
    told = own.put(where, {"alignment": None, "champion": 2}, format="json", headers=seen).json()
    assert (told["scores"]["alignment"], told["scores"]["risk"]["value"], told["total"]) == (None, 3, "-1.00")
    assert own.put(where, {"champion": 5}, format="json", headers=seen).status_code == 412


@pytest.mark.parametrize(
    ("body", "attr", "code"),
    [
        ({"alignment": 6}, "alignment", "out_of_range"),
        ({"luck": 1}, "luck", "unknown"),
        ({"alignment": "many"}, "alignment", "invalid"),
        ({"alignment": True}, "alignment", "invalid"),
        ([1], "non_field_errors", "invalid"),
    ],
)
def test_what_no_card_holds_is_named(cast, api, opened, body, attr, code):
    answer = api(cast.focal_point).put(f"/api/v1/partnerships/{opened().pk}/score/", body, format="json")
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"]) == (400, code)
    assert error["attr"] in (attr, None)


def test_others_read_and_do_not_score(cast, api, opened):
    where = f"/api/v1/partnerships/{opened().pk}/score/"
    for person in (cast.outsider, cast.auditor):
        assert api(person).get(where).status_code == 200
        assert api(person).put(where, {"alignment": 1}, format="json").status_code == 403


def test_factors_and_their_weights(cast, api):
    [risk] = api(cast.outsider).get(FACTORS, {"code": "risk"}).json()["results"]
    assert (risk["group"], risk["counts"], risk["weight"], risk["texts"]["fr"]) == ("cost", "against", "1.00", "Risque")
    where, team = f"{FACTORS}{risk['id']}/", api(cast.partnerships_officer)
    tag = {"If-Match": team.get(where)["ETag"]}
    assert api(cast.focal_point).patch(where, {"weight": "2"}, format="json").status_code == 403
    assert team.patch(where, {"weight": "2.5"}, format="json", headers=tag).json()["weight"] == "2.50"
    assert team.patch(where, {"weight": "3"}, format="json", headers=tag).status_code == 412
    assert ScoreFactor.objects.get(code="risk").weight == 2.5


def test_a_deal_breaker_is_raised_resolved_and_opened_again(cast, api, opened):
    own, breakers = api(cast.focal_point), "/api/v1/deal-breakers/"
    body = {"partnership": str(opened().pk), "text": "No logo on weapons", "ours": False}
    made = own.post(breakers, body, format="json")
    where, seen = f"{breakers}{made.json()['id']}/", {"If-Match": made["ETag"]}
    assert (made.status_code, made.json()["raised_by"]) == (201, str(cast.focal_point.pk))
    assert own.post(f"{where}resolve/", {}, format="json").status_code == 400
    told = own.post(f"{where}resolve/", {"resolution": "Signed."}, format="json", headers=seen)
    assert (told.json()["resolution"], told.json()["resolved_on"]) == ("Signed.", "2026-11-20")
    again = own.post(f"{where}resolve/", {"resolution": "Signed."}, format="json")
    assert again.status_code == 409
    assert own.post(f"{where}reopen/", headers=seen).status_code == 412
    assert own.post(f"{where}reopen/").json()["resolved_on"] is None
    assert own.get(breakers, {"resolved": "false"}).json()["count"] == 1
    for person in (cast.outsider, cast.auditor):
        assert api(person).post(f"{where}resolve/", {"resolution": "x"}, format="json").status_code == 403
        assert api(person).get(where).status_code == 200
