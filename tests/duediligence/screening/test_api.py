"""Screenings over REST: the fixed fields, the deeds of request and desk, refusals with their codes."""

import pytest
from rest_framework.test import APIClient

from duediligence.models import Evidence, Screening
from tests.factories import ScreeningFactory

FIXED = {
    "company",
    "purpose",
    "track",
    "amount_usd",
    "description",
    "office",
    "state",
    "proposed_rating",
    "rating",
    "route",
    "due_on",
    "memo_sha256",
}
PATH = "/api/v1/screenings/"


@pytest.fixture
def api(cast):
    def of(person) -> APIClient:
        client = APIClient()
        client.force_login(getattr(cast, person))
        return client

    return of


@pytest.fixture
def body(company):
    return {
        "company": str(company.pk),
        "purpose": "partnership",
        "amount_usd": "25000.00",
        "description": "Solar training",
    }


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_from_the_request_to_the_decider(api, cast, body, lists, answer_all):
    made = api("focal_point").post(PATH, body, headers={"Idempotency-Key": "a"})
    assert made.status_code == 201, made.json()
    told = made.json()
    assert set(told) >= FIXED
    assert (told["state"], told["amount_usd"], told["office"], told["track"], told["due_on"]) == (
        "research",
        "25000.00",
        str(cast.senegal.pk),
        "standard",
        "2026-12-11",
    )
    again = api("focal_point").post(PATH, body, headers={"Idempotency-Key": "a"})
    assert again.json()["id"] == told["id"]
    path, team = f"{PATH}{told['id']}/", api("partnerships_officer")
    assert team.post(f"{path}start-research/").json()["researcher"] == str(cast.partnerships_officer.pk)
    answer_all(Screening.objects.get())
    answers = {"arms": {"value": "7.5", "note": "Report", "evidence": ["https://example.org/a"]}, "tobacco": "no"}
    answered = team.put(f"{path}answers/", answers).json()
    assert answered["proposed_rating"] == "very_high"
    assert answered["answers"]["arms"]["evidence"][0]["url"] == "https://example.org/a"
    sent = team.post(f"{path}submit/", {"rating": "very_high", "justification": "As proposed"}).json()
    assert (sent["state"], sent["rating"]) == ("awaiting_decision", "very_high")
    assert [(s["role"], s["office"], s["state"]) for s in sent["route"]] == [
        ("committee", str(cast.hq.pk), "open"),
        ("director_general", str(cast.hq.pk), "waiting"),
    ]
    assert team.get(PATH, {"office": "ROWCA", "state": "awaiting_decision"}).json()["count"] == 1


def test_a_draft_is_kept_changed_and_sent(api, body):
    client = api("focal_point")
    draft = client.post(PATH, body | {"state": "draft", "description": ""}).json()
    path = f"{PATH}{draft['id']}/"
    assert draft["state"] == "draft"
    assert api("partnerships_officer").get(path).status_code == 404
    assert code(client.post(f"{path}send/")) == (400, "required")
    stale = client.patch(path, {"description": "x"}, headers={"If-Match": '"99"'})
    assert stale.status_code == 412
    assert client.patch(path, {"description": "Solar", "track": "individual"}).json()["track"] == "individual"
    assert client.post(f"{path}send/").json()["state"] == "research"


def test_refusals(api, cast, body):
    client, team = api("focal_point"), api("partnerships_officer")
    path = f"{PATH}{client.post(PATH, body).json()['id']}/"
    assert code(api("outsider").post(PATH, body)) == (409, "open_already")
    assert code(client.post(PATH, body | {"company": "999999"})) == (400, "unknown")
    assert code(client.post(PATH, body | {"purpose": "party"})) == (400, "invalid_choice")
    assert code(client.post(PATH, body | {"state": "approved"})) == (400, "invalid")
    assert code(client.post(PATH, body | {"office": "KE", "purpose": "donation"})) == (403, "not_your_office")
    assert api("auditor").post(PATH, body).status_code == 403
    assert client.put(f"{path}answers/", {"arms": {"value": "0"}}).status_code == 403
    assert client.patch(path, {"description": "x"}).status_code == 403
    assert code(team.patch(path, {"purpose": "donation"})) == (409, "fixed_once_sent")
    assert code(team.put(f"{path}answers/", {"arms": {"value": "200"}})) == (400, "invalid")
    assert team.put(f"{path}answers/", []).status_code == 400
    assert code(team.post(f"{path}submit/", {"rating": "low"})) == (409, "list_missing")
    assert code(team.post(f"{path}start-research/", {"researcher": str(cast.focal_point.pk)})) == (
        409,
        "not_in_the_team",
    )
    ScreeningFactory(state="draft", requested_at=None, requested_by=cast.outsider, office=cast.kenya)
    assert client.get(PATH).json()["count"] == 1


def test_confidential_evidence_says_nothing(api, cast, on_desk):
    screening = on_desk()
    team = api("partnerships_officer")
    team.put(f"{PATH}{screening.pk}/answers/", {"arms": {"value": "0", "evidence": ["https://example.org/s"]}})
    Evidence.objects.update(confidential=True)
    for person in ("partnerships_officer", "focal_point"):
        told = api(person).get(f"{PATH}{screening.pk}/").json()["answers"]["arms"]["evidence"][0]
        assert (told["title"], told["url"], told["confidential"]) == (None, None, True)
