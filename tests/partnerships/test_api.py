"""Partnerships and collaborations over REST: fixed fields, one transaction, the gate, stale changes, the bin."""

import pytest
from rest_framework.test import APIClient

from partnerships.models import Engagement
from tests.factories import CompanyFactory, InteractionFactory, ThemeFactory

PARTNERSHIPS, COLLABORATIONS = "/api/v1/partnerships/", "/api/v1/collaborations/"


@pytest.fixture
def api():
    def of(user) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return of


@pytest.fixture
def body(company):
    return {"title": "Solar training", "type": "implementation", "companies": [{"company": str(company.pk)}]}


@pytest.fixture
def workshop():
    return {"title": "Workshop", "type": "advocacy", "held_on": "2026-03-04", "event": "Fair 2026"}


def codes(answer) -> list[str]:
    return [error["code"] for error in answer.json()["errors"]]


def test_a_partnership_with_its_agreement_in_one_call(api, cast, company, body):
    ThemeFactory(code="jobs")
    told = {
        "lead_office": cast.senegal.code,
        "offices": [str(cast.ghana.pk)],
        "countries": ["SN", "gh"],
        "themes": ["jobs"],
        "sdgs": [8],
        "renewal": "decision",
        "agreement": {"kind": "donor", "nda": True, "nda_minimum": "Who, where, on what."},
    }
    answer = api(cast.focal_point).post(PARTNERSHIPS, body | told, format="json")
    assert answer.status_code == 201, answer.json()
    row = answer.json()
    assert (row["stage"], row["renewal"], row["clearances"], row["grown_from"]) == ("identified", "decision", [], None)
    assert row["agreement"]["kind"] == "donor"
    assert row["agreement"]["signed_on"] is None
    assert row["countries"] == ["GH", "SN"]
    assert row["offices"] == [str(cast.ghana.pk)]
    assert (row["companies"][0]["lead"], row["companies"][0]["cleared"]) == (True, False)
    again = api(cast.focal_point).get(answer["Location"])
    assert (again.json(), again["ETag"]) == (row, answer["ETag"])


def test_nothing_stays_where_the_agreement_is_refused(api, cast, body):
    answer = api(cast.focal_point).post(PARTNERSHIPS, body | {"agreement": {"nda": True}}, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "agreement.nda_minimum"
    assert not Engagement.objects.exists()


def test_the_stage_moves_only_through_the_gate(api, cast, body, company, cleared, today):
    client = api(cast.focal_point)
    refused = client.post(PARTNERSHIPS, body | {"stage": "active"}, format="json")
    assert (refused.status_code, set(codes(refused))) == (409, {"no_clearance", "no_agreement"})
    clearance = cleared(company)
    signed = {"stage": "active", "agreement": {"kind": "memorandum", "signed_on": today.isoformat()}}
    row = client.post(PARTNERSHIPS, body | signed, format="json").json()
    assert row["stage"] == "active"
    told = row["clearances"][0]
    assert (told["id"], told["state"], told["relied_on"], told["covers"]) == (
        str(clearance.pk),
        "in_force",
        today.isoformat(),
        True,
    )
    path = f"{PARTNERSHIPS}{row['id']}/"
    unsigned = client.patch(path, {"agreement": {"signed_on": None}}, format="json")
    assert (unsigned.status_code, codes(unsigned)) == (409, ["runs"])
    grown = [{"company": str(company.pk), "lead": True, "agreed_usd": "60000"}]
    assert codes(client.patch(path, {"companies": grown}, format="json")) == ["no_clearance"]
    assert codes(client.patch(path, {"stage": "negotiating"}, format="json")) == ["wrong_state"]
    assert codes(client.delete(path)) == ["began"]


def test_the_tag_changes_with_the_agreement(api, cast, opened):
    client, path = api(cast.focal_point), f"{PARTNERSHIPS}{opened().pk}/"
    first = client.get(path)["ETag"]
    kind = {"agreement": {"kind": "service"}}
    answer = client.patch(path, kind, format="json", HTTP_IF_MATCH=first)
    assert answer.status_code == 200
    assert answer["ETag"] != first
    stale = client.patch(path, {"title": "Other"}, format="json", HTTP_IF_MATCH=first)
    assert (stale.status_code, codes(stale)) == (412, ["stale"])


def test_one_entry_is_a_collaboration_with_each_company(api, cast, workshop):
    companies = [str(CompanyFactory(lead_office=cast.senegal).pk) for _ in range(3)]
    client, told = api(cast.focal_point), workshop | {"companies": companies}
    first = client.post(f"{COLLABORATIONS}bulk/", told, format="json", HTTP_IDEMPOTENCY_KEY="once")
    again = client.post(f"{COLLABORATIONS}bulk/", told, format="json", HTTP_IDEMPOTENCY_KEY="once")
    assert (first.status_code, first.json()) == (201, again.json())
    rows = first.json()["results"]
    assert [row["company"] for row in rows] == companies
    assert {(row["event"], row["held_on"], row["office"]) for row in rows} == {
        ("Fair 2026", "2026-03-04", str(cast.senegal.pk))
    }
    assert Engagement.objects.count() == 3


def test_another_office_is_engaged_first(api, cast, outsider, workshop):
    companies = [CompanyFactory(lead_office=cast.senegal), CompanyFactory(lead_office=cast.kenya)]
    InteractionFactory(company=companies[1], office=cast.kenya, by=outsider, occurred_on="2026-11-01")
    told = workshop | {"companies": [str(each.pk) for each in companies]}
    client = api(cast.focal_point)
    refused = client.post(f"{COLLABORATIONS}bulk/", told, format="json")
    assert (refused.status_code, codes(refused)) == (409, ["coordinate_first"])
    assert not Engagement.objects.exists()
    why = told | {"going_ahead_reason": "They asked us."}
    assert client.post(f"{COLLABORATIONS}bulk/", why, format="json").status_code == 201


def test_it_grows_once(api, cast, company, workshop):
    client = api(cast.focal_point)
    row = client.post(COLLABORATIONS, workshop | {"company": str(company.pk)}, format="json").json()
    grown = client.post(f"{COLLABORATIONS}{row['id']}/grow/")
    assert grown.status_code == 201
    assert (grown.json()["grown_from"], grown.json()["companies"][0]["company"]) == (row["id"], str(company.pk))
    assert client.get(grown["Location"]).json() == grown.json()
    assert client.get(f"{COLLABORATIONS}{row['id']}/").json()["grown_into"] == grown.json()["id"]
    assert codes(client.post(f"{COLLABORATIONS}{row['id']}/grow/")) == ["grown_already"]


def test_into_the_bin_and_back(api, cast, opened):
    path = f"{PARTNERSHIPS}{opened().pk}/"
    assert api(cast.outsider).delete(path).status_code == 403
    client = api(cast.focal_point)
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert api(cast.auditor).post(f"{path}restore/").status_code == 403
    assert client.post(f"{path}restore/").status_code == 200
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("person", ["auditor", "administrator", "outsider"])
def test_not_for_everybody(api, cast, body, opened, person):
    client = api(getattr(cast, person))
    told = body | {"lead_office": cast.senegal.code}
    assert client.post(PARTNERSHIPS, told, format="json").status_code == 403
    assert client.patch(f"{PARTNERSHIPS}{opened().pk}/", {"title": "Mine"}, format="json").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=identified", 1),
        ("stage=active", 0),
        ("type=implementation", 1),
        ("country=SN", 1),
        ("country=KE", 0),
        ("year=2026", 1),
        ("year=2025", 0),
        ("search=lunaris", 1),
        ("search=nobody", 0),
        ("company={company}", 1),
        ("office={dakar}", 1),
        ("office={kenya}", 0),
        ("airline=true", 0),
    ],
)
def test_filters(api, cast, company, opened, today, query, found):
    opened(countries=("SN",), starts_on=today)
    ids = {"company": company.pk, "dakar": cast.dakar.pk, "kenya": cast.kenya.code}
    assert api(cast.outsider).get(f"{PARTNERSHIPS}?{query.format(**ids)}").json()["count"] == found
