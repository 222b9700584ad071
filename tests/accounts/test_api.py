"""Offices, colleagues and oneself over the API; who may read with which key."""

from datetime import UTC, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from crm.accounts.enums import KeyScope
from crm.accounts.services.api_keys import make_key, revoke_key
from crm.accounts.services.people import disable_person
from crm.core import clock
from crm.core.errors import Forbidden

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def with_key(user, **values):
    key, text = make_key(by=user, name="Spreadsheet", at=values.pop("at", clock.now()), **values)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    return client, key


def test_me(cast, focal_point):
    client, _key = with_key(focal_point)
    answer = client.get("/api/v1/users/me/").json()
    assert (answer["id"], answer["office"]) == (str(focal_point.pk), str(cast.senegal.pk))
    assert (answer["email"], answer["name"]) == ("focal_point@concord.example", "Awa Ndiaye")
    assert answer["roles"] == [{"role": "staff", "office": "SN", "seat": ""}]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, {"HQ", "ROWCA", "ROEHA", "SN", "GH", "KE", "HUBUS"}),
        ({"kind": "hub"}, {"HUBUS"}),
        ({"office": "ROWCA"}, {"ROWCA", "SN", "GH"}),
        ({"search": "nair"}, {"ROEHA"}),
        ({"kind": ["hub", "headquarters"], "ordering": "-code"}, {"HUBUS", "HQ"}),
    ],
)
def test_offices(cast, focal_point, query, codes):
    client, _key = with_key(focal_point)
    answer = client.get("/api/v1/offices/", query).json()
    assert {row["code"] for row in answer["results"]} == codes


def test_one_office_with_its_etag(cast, focal_point):
    client, _key = with_key(focal_point)
    answer = client.get(f"/api/v1/offices/{cast.senegal.pk}/")
    assert (
        answer.json() | {"code": "SN", "kind": "country", "country": "SN", "parent": str(cast.dakar.pk)}
        == answer.json()
    )
    assert answer["ETag"] == '"1"'


def test_colleagues_leave_out_who_was_shut_out(cast, focal_point, administrator):
    disable_person(by=administrator, person=cast.neighbour, at=NOW)
    client, _key = with_key(focal_point)
    found = client.get("/api/v1/users/", {"office": "ROWCA"}).json()["results"]
    assert {row["name"] for row in found} == {"Awa Ndiaye", "Jean Kouassi", "Mariam Traoré"}


def test_a_key_is_refused_when_revoked_expired_or_its_person_is_out(cast, focal_point, administrator):
    client, key = with_key(focal_point)
    old, _key = with_key(focal_point, at=clock.now() - timedelta(days=31), days=30)
    other, _key = with_key(focal_point)
    revoke_key(by=focal_point, key=key, at=NOW)
    assert client.get("/api/v1/users/me/").status_code == 401
    assert old.get("/api/v1/users/me/").status_code == 401
    assert other.get("/api/v1/users/me/").status_code == 200
    disable_person(by=administrator, person=focal_point, at=NOW)
    assert other.get("/api/v1/users/me/").status_code == 401


def test_only_the_digest_of_a_key_is_kept(cast, focal_point):
    key, text = make_key(by=focal_point, name="Report", at=NOW, days=7, scope=KeyScope.READ)
    assert text.startswith(key.prefix)
    assert text not in str(vars(key))
    with pytest.raises(Forbidden):
        revoke_key(by=cast.neighbour, key=key, at=NOW)
