"""While PostgreSQL is away, people and programs are told so, and when to come back: 503. Our own fault stays a 500."""

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from crm.core.outage import is_away
from tests.factories import CompanyFactory

GONE = "consuming input failed: server closed the connection unexpectedly"


def told(state: str) -> Exception:
    """As the server answers, with its code."""
    error = psycopg2.errors.lookup(state)("the server says why")
    error.__setstate__({"pgcode": state})
    return error


def raised(outer: type, cause: Exception) -> Exception:
    try:
        raise outer(str(cause)) from cause
    except outer as error:
        return error


@pytest.fixture
def away(db):
    """From now on every question to the database fails like this; it is back before the test is cleaned up."""
    with pytest.MonkeyPatch.context() as patch:

        def fail(cause: Exception) -> None:
            def cursor(*_args, **_options):
                raise raised(OperationalError, cause)

            patch.setattr(connection, "cursor", cursor)
            patch.setattr(connection, "chunked_cursor", cursor)

        yield fail


@pytest.fixture
def visitor(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.focal_point)
    return client


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (raised(OperationalError, psycopg2.OperationalError(GONE)), True),
        (raised(InterfaceError, psycopg2.InterfaceError("connection already closed")), True),
        (raised(OperationalError, told("57P01")), True),
        (raised(OperationalError, told("57P03")), True),
        (raised(OperationalError, told("53300")), True),
        (raised(OperationalError, told("40P01")), False),
        (raised(OperationalError, told("57014")), False),
        (raised(OperationalError, told("53100")), False),
        (ValueError("no"), False),
        (None, False),
    ],
)
def test_only_a_lost_connection_is_an_outage(error, expected):
    assert is_away(error) is expected


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/api/v1/companies/", "/api/v1/companies/1/", "/api/v1/interactions/"])
def test_the_api_says_so_in_its_one_shape(visitor, away, method, path):
    away(psycopg2.OperationalError(GONE))
    answer = getattr(visitor, method)(path, headers={"accept-language": "fr"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    told = answer.json()
    assert (told["type"], told["errors"][0]["code"], told["errors"][0]["attr"]) == ("server_error", "unavailable", None)
    assert "base de données" in told["errors"][0]["detail"]


def test_the_api_says_so_where_the_connection_breaks_inside_a_view(visitor, cast, monkeypatch):
    company = CompanyFactory()

    def lost(*_args, **_options):
        raise raised(OperationalError, psycopg2.OperationalError(GONE))

    monkeypatch.setattr("crm.companies.querysets.CompanyQuerySet.visible_to", lost)
    answer = visitor.get(f"/api/v1/companies/{company.pk}/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer.json()["errors"][0]["code"] == "unavailable"


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "back in a moment"), ("fr", "dans un instant"), ("es", "en un momento")]
)
def test_a_page_is_calm_and_offers_to_try_again(visitor, away, language, sentence):
    away(psycopg2.OperationalError(GONE))
    answer = visitor.get("/companies/?q=sun", headers={"accept-language": language})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    text = answer.content.decode()
    assert sentence in text
    assert f'lang="{language}"' in text
    assert 'href="/companies/?q=sun"' in text


def test_what_was_sent_is_not_sent_again_by_a_link(visitor, away):
    away(psycopg2.OperationalError(GONE))
    answer = visitor.post("/companies/new/", {"legal_name": "Sun"})
    assert answer.status_code == 503
    assert 'href="/companies/new/"' not in answer.content.decode()


def test_a_part_of_a_page_gets_a_message(visitor, away):
    away(psycopg2.OperationalError(GONE))
    answer = visitor.get("/companies/", headers={"hx-request": "true"})
    assert answer.status_code == 503
    assert "toast" in answer["HX-Trigger"]


def test_a_fault_of_ours_stays_one(visitor, away):
    away(told("40P01"))
    assert visitor.get("/companies/").status_code == 500
    assert visitor.get("/api/v1/companies/").status_code == 500


@pytest.mark.parametrize("path", ["/api/v1/companies/", "/companies/"])
def test_the_one_of_two_who_is_given_up_is_told_to_try_again(visitor, monkeypatch, path):
    def given_up(*_args, **_options):
        raise raised(OperationalError, told("40P01"))

    monkeypatch.setattr("crm.companies.querysets.CompanyQuerySet.visible_to", given_up)
    answer = visitor.get(path)
    assert answer.status_code == 409
    assert "Nothing was saved" in answer.content.decode()
