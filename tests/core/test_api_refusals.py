"""Every refusal of the API has the one shape (docs/api.md), whatever it is that went wrong, and in the right order."""

import json

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from crm.accounts.enums import KeyScope
from crm.accounts.services.api_keys import make_key
from crm.companies.models import Company
from crm.core import clock
from tests.factories import CompanyFactory, InteractionFactory

V1 = "/api/v1/"
COMPANIES = f"{V1}companies/"


@pytest.fixture
def robot():
    """A program with a key of this person."""

    def of(user, **options) -> APIClient:
        _key, text = make_key(by=user, name="Robot", at=clock.now(), **options)
        return APIClient(HTTP_AUTHORIZATION=f"Bearer {text}")

    return of


def refused(answer, status: int, code: str = "") -> dict:
    """The one error of an answer, which is in shape."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json"), answer.content[:300]
    told = answer.json()
    assert set(told) == {"type", "errors"}
    assert told["type"] in ("validation_error", "client_error")
    first = told["errors"][0]
    assert set(first) == {"code", "detail", "attr"}
    assert first["detail"]
    assert not code or first["code"] == code
    return first


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["nothing/", "nothing", "companies/1/nothing/", "companies/x/approach/", ""])
def test_an_unknown_address_is_json_for_everybody(db, method, path):
    refused(getattr(APIClient(), method)(f"{V1}{path}"), 404, "not_found")


@pytest.mark.parametrize("method", ["get", "post", "patch"])
def test_a_missing_slash_keeps_method_and_body(db, method):
    answer = getattr(APIClient(), method)(f"{V1}companies?page=2" if method == "get" else f"{V1}companies", {})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (308, COMPANIES)
    assert ("?page=2" in answer["Location"]) == (method == "get")


@pytest.mark.parametrize("header", [{}, {"HTTP_AUTHORIZATION": "Bearer x"}, {"HTTP_AUTHORIZATION": "Basic eDp5"}])
def test_strangers_are_asked_for_a_key(db, header):
    for answer in (APIClient(**header).get(COMPANIES), APIClient(**header).post(COMPANIES, {})):
        refused(answer, 401)
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_key_that_reads_does_not_write(robot, focal_point):
    client = robot(focal_point, scope=KeyScope.READ)
    assert client.get(COMPANIES).status_code == 200
    assert "profile" in refused(client.post(COMPANIES, {}), 403, "read_only_key")["detail"]


def test_what_is_sent_is_read_only_as_json_and_only_so_much(robot, focal_point):
    client = robot(focal_point)

    def post(body: str, content_type: str = "application/json"):
        return client.generic("POST", COMPANIES, body, content_type=content_type)

    refused(post("{"), 400, "parse_error")
    refused(post("[" * 100_000), 400, "parse_error")
    refused(post('{"legal_name": NaN}'), 400, "parse_error")
    refused(post("[]"), 400)
    refused(post("x", "text/plain"), 415, "unsupported_media_type")
    refused(post(json.dumps({"legal_name": "x" * 3_000_000})), 413, "too_large")
    refused(post("&".join(f"a{n}=1" for n in range(5100)), "application/x-www-form-urlencoded"), 400, "parse_error")
    refused(client.put(COMPANIES, {}), 405, "method_not_allowed")
    refused(client.get(COMPANIES, headers={"Accept": "application/xml"}), 406, "not_acceptable")


@pytest.mark.parametrize("page", ["9999", "x", "0", "-1", "1" * 30])
def test_a_page_that_is_not_there(robot, focal_point, page):
    refused(robot(focal_point).get(COMPANIES, {"page": page}), 404, "not_found")


def test_at_most_200_on_a_page(robot, focal_point):
    CompanyFactory.create_batch(201)
    answer = robot(focal_point).get(COMPANIES, {"page_size": "1000"}).json()
    assert (answer["count"], len(answer["results"])) == (201, 200)


def test_too_fast_is_429_and_says_until_when(robot, focal_point, settings):
    cache.clear()
    settings.API_REQUESTS_PER_MINUTE = 1
    client = robot(focal_point)
    client.get(f"{V1}users/me/")
    answers = [client.get(f"{V1}users/me/") for _ in range(3)]  # a minute may begin in between
    refused(answers[-1], 429, "throttled")
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    cache.clear()


# --- who comes before what -------------------------------------------------------------------------------------------

CREATABLE = ["companies", "contacts", "interactions", "follow-ups", "coordination-requests", "interests",
             "maturity-assessments", "documents", "imports"]  # fmt: skip


@pytest.mark.parametrize("path", CREATABLE)
def test_whoever_may_not_create_is_told_before_the_body_is_read(robot, auditor, path):
    refused(robot(auditor).post(f"{V1}{path}/", {}, format="json"), 403)


def test_whoever_may_not_change_is_told_before_the_body_is_read(robot, cast, company_of_senegal):
    row = InteractionFactory(company=company_of_senegal, office=cast.senegal, by=cast.focal_point)
    path = f"{V1}interactions/{row.pk}/"
    refused(robot(cast.outsider).patch(path, {"kind": "pigeon"}, format="json"), 403)
    refused(robot(cast.auditor).patch(f"{COMPANIES}{company_of_senegal.pk}/", {"kind": 3}, format="json"), 403)
    refused(robot(cast.focal_point).patch(path, {"kind": "pigeon"}, format="json"), 400)
    refused(robot(cast.auditor).patch(f"{COMPANIES}999999/", {"kind": 3}, format="json"), 404)


@pytest.fixture
def company_of_senegal(cast):
    return CompanyFactory(lead_office=cast.senegal)


# --- once and not twice ----------------------------------------------------------------------------------------------


def test_a_repeat_gets_the_first_answer_and_another_body_none(robot, focal_point, neighbour):
    client, body = robot(focal_point), {"legal_name": "Acme", "country": "SN"}
    first = client.post(COMPANIES, body, format="json", headers={"Idempotency-Key": "k1"})
    assert (first.status_code, first["Location"]) == (201, f"{COMPANIES}{first.json()['id']}/")
    again = client.post(COMPANIES, body, format="json", headers={"Idempotency-Key": "k1"})
    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert (again["Location"], again["Idempotent-Replayed"]) == (first["Location"], "true")
    other = client.post(COMPANIES, body | {"country": "GH"}, format="json", headers={"Idempotency-Key": "k1"})
    refused(other, 422, "idempotency_key_reused")
    refused(client.post(COMPANIES, body, format="json", headers={"Idempotency-Key": "k" * 201}), 400)
    assert Company.objects.count() == 1
    # A key is its person's own.
    theirs = robot(neighbour).post(COMPANIES, body, format="json", headers={"Idempotency-Key": "k1"})
    assert theirs.status_code == 201


@pytest.mark.parametrize("path", [*CREATABLE, "exports"])
def test_every_post_that_creates_takes_a_key(robot, cast, path):
    """A refused one leaves no claim: mended, the same key serves."""
    client = robot(cast.focal_point)
    for _ in range(2):
        answer = client.post(f"{V1}{path}/", {}, format="json", headers={"Idempotency-Key": "k"})
        refused(answer, 400)


# --- nobody overwrites -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "status"), [('"7"', 412), ('W/"7"', 412), ("nonsense", 412), ('"1"', 200), ('W/"1"', 200), ("*", 200),
                        ('"7", "1"', 200)],
)  # fmt: skip
def test_a_change_heeds_if_match(robot, focal_point, company_of_senegal, tag, status):
    path = f"{COMPANIES}{company_of_senegal.pk}/"
    client = robot(focal_point)
    answer = client.patch(path, {"city": "Thiès"}, format="json", headers={"If-Match": tag})
    assert answer.status_code == status
    company_of_senegal.refresh_from_db()
    assert (company_of_senegal.city == "Thiès") == (status == 200)
    if status == 412:
        refused(client.delete(path, headers={"If-Match": tag}), 412, "stale")
        refused(client.put(path, {"legal_name": "A"}, format="json", headers={"If-Match": tag}), 412, "stale")
    else:
        assert answer["ETag"] == client.get(path)["ETag"] == '"2"'
