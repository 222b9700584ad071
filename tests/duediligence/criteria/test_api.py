"""`criteria/` over REST."""

import pytest
from rest_framework.test import APIClient

from duediligence.models import Criterion, CriterionVersion

URL = "/api/v1/criteria/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


def test_everybody_reads_what_is_asked(cast, api):
    client = api(cast.outsider)
    listed = client.get(URL, {"track": "standard", "code": "arms"}).json()
    [arms] = listed["results"]
    assert arms["thresholds"] == {"excluded_above": "10.00", "very_high_from": "5.00", "high_above": "0.00"}
    assert (arms["group"], arms["kind"], arms["version"]) == ("exclusion", "share", 1)
    assert client.get(f"{URL}{arms['id']}/").json()["texts"]["fr"].startswith("Quelle part")
    assert client.get(URL, {"track": "individual", "code": "arms"}).json()["count"] == 0


def test_headquarters_set_the_next_version_once(cast, api):
    client = api(cast.partnerships_officer)
    body = {
        "code": "alcohol",
        "version": 1,
        "effective_from": "2026-11-20",
        "reason": "A stricter norm",
        "thresholds": {"excluded_above": "8"},
    }
    made = client.post(URL, body, format="json", headers={"Idempotency-Key": "one"})
    again = client.post(URL, body, format="json", headers={"Idempotency-Key": "one"})
    assert (made.status_code, again.json()) == (201, made.json())
    assert made.json()["thresholds"] == {"excluded_above": "8.00", "very_high_from": "5.00", "high_above": None}
    assert client.get(made["Location"]).json()["version"] == 2
    assert [v["version"] for v in client.get(f"{made['Location']}versions/").json()] == [2, 1]
    stale = client.post(URL, body | {"thresholds": {"excluded_above": "7"}}, format="json")
    assert (stale.status_code, stale.json()["errors"][0]["code"]) == (412, "stale")
    same = client.post(URL, body | {"version": 2}, format="json")
    assert (same.status_code, same.json()["errors"][0]["code"]) == (409, "same")
    assert CriterionVersion.objects.filter(criterion__code="alcohol").count() == 2


def test_what_is_wrong_is_400_by_field_and_who_may_not_is_403(cast, api):
    body = {"code": "alcohol", "effective_from": "2026-11-19", "reason": "x", "thresholds": {"high_above": "7"}}
    refused = api(cast.partnerships_officer).post(URL, body, format="json")
    assert refused.status_code == 400
    assert {error["attr"] for error in refused.json()["errors"]} == {"effective_from", "very_high_from"}
    assert api(cast.focal_point).post(URL, {}, format="json").status_code == 403


def test_a_new_criterion_is_whole(cast, api):
    client = api(cast.partnerships_officer)
    body = {"code": "deep-sea-mining", "group": "exclusion", "effective_from": "2026-11-20", "reason": "New norm"}
    refused = client.post(URL, body, format="json")
    assert {"kind", "text_en", "source", "tracks"} <= {error["attr"] for error in refused.json()["errors"]}
    body |= {
        "kind": "yes_no",
        "texts": {"en": "Deep sea?", "fr": "Grands fonds ?", "es": "¿Aguas profundas?"},
        "source": "Agency setting",
        "tracks": ["standard"],
        "yes_effect": "excluded",
    }
    assert client.post(URL, body, format="json").status_code == 201
    assert Criterion.objects.get(code="deep-sea-mining").versions.get().yes_effect == "excluded"
