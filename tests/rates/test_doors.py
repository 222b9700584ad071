"""The list, the form and the API of exchange rates."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from crm.rates.models import ExchangeRate

URL = "/api/v1/exchange-rates/"
BODY = {"currency": "CHF", "month": "2026-11-27", "units_per_usd": "0.804", "source": "UN"}


@pytest.fixture
def rate(db):
    return ExchangeRate.objects.create(currency="EUR", month=date(2026, 11, 1), units_per_usd=Decimal("0.86"))


@pytest.fixture
def api(cast):
    client = APIClient()
    client.force_authenticate(cast.partnerships_officer)
    return client


def test_everybody_reads_and_few_set(client, cast, rate):
    client.force_login(cast.outsider)
    page = client.get(reverse("rates:list")).content.decode()
    assert [word for word in ("EUR Euro", "November 2026", "0.86") if word not in page] == []
    shown = client.get(reverse("rates:edit", args=[rate.pk])).content.decode()
    assert "Ask one of them" in shown
    assert 'name="units_per_usd"' not in shown
    assert client.post(reverse("rates:edit", args=[rate.pk]), {"units_per_usd": "2"}).status_code == 403


def test_set_and_corrected_by_hand(client, cast, rate):
    client.force_login(cast.administrator)
    told = {"currency": "XOF", "month": "2026-11", "units_per_usd": "564.78", "source": "UN"}
    assert client.post(reverse("rates:add"), told).status_code == 302
    again = client.post(reverse("rates:add"), told).content.decode()
    assert "correct it there" in again
    address = reverse("rates:edit", args=[rate.pk])
    assert client.post(address, {"units_per_usd": "0.9", "version": 1}).status_code == 302
    stale = client.post(address, {"units_per_usd": "0.91", "version": 1}).content.decode()
    assert "Both versions" in stale
    rate.refresh_from_db()
    assert rate.units_per_usd == Decimal("0.9")


def test_over_rest(api, rate):
    made = api.post(URL, BODY, format="json", headers={"Idempotency-Key": "a"})
    again = api.post(URL, BODY, format="json", headers={"Idempotency-Key": "a"})
    assert (made.status_code, again.json()) == (201, made.json())
    assert made.json() | {"id": "", "updated_at": ""} == {
        "id": "", "currency": "CHF", "month": "2026-11-01", "units_per_usd": "0.804000", "source": "UN",
        "updated_at": "",
    }  # fmt: skip
    refused = api.post(URL, BODY, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "rate_exists")
    where = f"{URL}{rate.pk}/"
    tag = api.get(where)["ETag"]
    assert api.patch(where, {"units_per_usd": "0.87"}, format="json", headers={"If-Match": tag}).status_code == 200
    assert api.patch(where, {"units_per_usd": "0.88"}, format="json", headers={"If-Match": tag}).status_code == 412
    assert api.patch(where, {"currency": "SEK"}, format="json").json()["currency"] == "EUR"
    bad = api.patch(where, {"units_per_usd": "0"}, format="json")
    assert (bad.status_code, bad.json()["errors"][0]["attr"]) == (400, "units_per_usd")
    assert [
        each["currency"] for each in api.get(URL, {"month": "2026-11-05", "currency": "chf"}).json()["results"]
    ] == ["CHF"]
