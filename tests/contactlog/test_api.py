"""The contact log over REST: fixed fields, refusals with codes, what stays null."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from crm.accounts.services import api_keys
from crm.contactlog.models import Interaction
from crm.core import clock
from tests.factories import (
    AffiliationFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
    ThemeFactory,
)


@pytest.fixture
def api():
    def of(user) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return of


@pytest.fixture
def posted(company):
    return {
        "company": str(company.pk),
        "kind": "call",
        "occurred_on": "2026-11-02",
        "subject": "Ethical recruitment",
        "notes": "They are interested",
    }


def test_a_call_is_posted_and_read_back(api, focal_point, cast, company, posted):
    ThemeFactory()
    person = AffiliationFactory(company=company).contact
    body = posted | {
        "contacts": [str(person.pk)],
        "themes": ["ethical-recruitment"],
        "follow_ups": [{"text": "Send the note", "due_on": "2026-12-01"}],
    }
    answer = api(focal_point).post("/api/v1/interactions/", body, format="json")
    assert answer.status_code == 201, answer.json()
    again = api(focal_point).get(f"/api/v1/interactions/{answer.json()['id']}/")
    assert again["ETag"] == '"1"'
    assert again.json() == answer.json()
    assert again.json()["office"] == str(cast.senegal.pk)
    assert again.json()["themes"] == ["ethical-recruitment"]
    assert again.json()["follow_ups"][0]["assignee"] == str(focal_point.pk)


def test_logging_stays_within_ten_statements(focal_point, company, posted):
    _key, secret = api_keys.make_key(by=focal_point, name="bench", at=clock.now())
    person = AffiliationFactory(company=company).contact
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
    client.post("/api/v1/interactions/", posted, format="json")
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/api/v1/interactions/", posted | {"contacts": [str(person.pk)]}, format="json")
    assert answer.status_code == 201
    statements = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 10, statements


def test_the_list_takes_the_same_number_of_queries(api, focal_point, company, cast, outsider):
    client, theme, taken = api(focal_point), ThemeFactory(), []
    for _ in range(2):
        for _ in range(5):
            row = InteractionFactory(company=company, office=cast.kenya, by=outsider)
            row.themes.add(theme)
            row.contacts.add(AffiliationFactory(company=company).contact)
            FollowUpFactory(interaction=row)
        with CaptureQueriesContext(connection) as queries:
            client.get("/api/v1/interactions/")
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_a_first_approach_is_refused_with_its_code(api, focal_point, outsider, cast, company, posted):
    InteractionFactory(company=company, office=cast.kenya, by=outsider, subject="Secret", visibility="office")
    client = api(focal_point)
    told = client.get(f"/api/v1/companies/{company.pk}/approach/").json()
    assert (told["verdict"], [o["name"] for o in told["offices"]]) == ("coordinate", ["Kenya"])
    refusal = client.post("/api/v1/interactions/", posted, format="json")
    assert refusal.status_code == 409
    assert refusal.json()["errors"][0]["code"] == "coordinate_first"
    allowed = client.post("/api/v1/interactions/", posted | {"going_ahead_reason": "They called"}, format="json")
    assert allowed.status_code == 201
    assert client.get(f"/api/v1/companies/{company.pk}/approach/").json()["verdict"] == "free"


def test_what_is_restricted_is_null_and_cannot_be_searched(api, focal_point, outsider, cast, company):
    row = InteractionFactory(
        company=company, office=cast.kenya, by=outsider, subject="Zanzibar", notes="Plan", visibility="office"
    )
    person = AffiliationFactory(company=company).contact
    row.contacts.add(person)
    FollowUpFactory(interaction=row, text="Zanzibar again")
    client = api(focal_point)
    told = client.get(f"/api/v1/interactions/{row.pk}/").json()
    assert (told["subject"], told["notes"], told["outcome"]) == (None, None, None)
    assert (told["contacts"], told["follow_ups"], told["notes_open"]) == ([], [], False)
    assert told["kind"] == "call"
    for query in ("search=Zanzibar", f"contacts={person.pk}"):
        assert client.get(f"/api/v1/interactions/?{query}").json()["count"] == 0
        assert api(outsider).get(f"/api/v1/interactions/?{query}").json()["count"] == 1
    assert client.get("/api/v1/follow-ups/").json()["count"] == 0


def test_a_stale_change_is_refused(api, focal_point, cast, company):
    row = InteractionFactory(company=company, office=cast.senegal, by=focal_point)
    client, path = api(focal_point), f"/api/v1/interactions/{row.pk}/"
    assert client.patch(path, {"notes": "One"}, format="json", HTTP_IF_MATCH='"1"').status_code == 200
    assert client.patch(path, {"notes": "Two"}, format="json", HTTP_IF_MATCH='"1"').status_code == 412
    assert Interaction.objects.get().notes == "One"


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("administrator", 403), ("outsider", 403)])
def test_others_write_nothing(api, cast, focal_point, company, posted, who, status):
    row = InteractionFactory(company=company, office=cast.senegal, by=focal_point)
    client = api(getattr(cast, who))
    body = posted | {"office": str(cast.senegal.pk)}
    assert client.post("/api/v1/interactions/", body, format="json").status_code == status
    assert client.patch(f"/api/v1/interactions/{row.pk}/", {"notes": ""}, format="json").status_code == status
    assert client.delete(f"/api/v1/interactions/{row.pk}/").status_code == status


@pytest.mark.parametrize(
    "wrong", [{"company": "x"}, {"company": None}, {"company": "999999"}, {"kind": "pigeon"}, {"themes": ["none"]}]
)
def test_malformed_is_400(api, focal_point, posted, wrong):
    answer = api(focal_point).post("/api/v1/interactions/", posted | wrong, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith(next(iter(wrong)))


def test_a_task_is_done_once(api, focal_point, company, cast):
    task = FollowUpFactory(interaction=InteractionFactory(company=company, office=cast.senegal, by=focal_point))
    client = api(focal_point)
    assert client.post(f"/api/v1/follow-ups/{task.pk}/done/").json()["done_at"]
    assert client.post(f"/api/v1/follow-ups/{task.pk}/done/").status_code == 409
    assert client.get("/api/v1/follow-ups/?done=true").json()["count"] == 1
    assert client.get("/api/v1/follow-ups/?done=false").json()["count"] == 0


def test_a_request_is_answered_once(api, focal_point, outsider, neighbour, cast, company):
    row = CoordinationRequestFactory(
        company=company, from_office=cast.senegal, to_office=cast.kenya, requested_by=focal_point
    )
    path = f"/api/v1/coordination-requests/{row.pk}/"
    body = {"answer": "agree", "reason": "Go ahead"}
    assert api(neighbour).get(path).status_code == 404 or cast.ghana.region_path == cast.senegal.region_path
    assert api(focal_point).post(f"{path}answer/", body, format="json").status_code == 403
    assert api(outsider).post(f"{path}answer/", {"answer": "agree"}, format="json").status_code == 400
    assert api(outsider).post(f"{path}answer/", body, format="json").json()["state"] == "agreed"
    assert api(outsider).post(f"{path}answer/", body, format="json").status_code == 409
    assert api(focal_point).post(f"{path}withdraw/", {}, format="json").status_code == 409
