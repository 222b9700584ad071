"""`contributions/`, `programmes/` and `staff-time/` over REST."""

from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from partnerships.engagements.services.partnerships import edit_partnership
from partnerships.models import Contribution, StaffTime

from .conftest import NOVEMBER

URL = "/api/v1/contributions/"
PROGRAMMES = "/api/v1/programmes/"
DAYS = "/api/v1/staff-time/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


@pytest.fixture
def own(cast, api):
    return api(cast.focal_point)


def body(engagement, amount="900", **more):
    return {"engagement": engagement.pk, "kind": "cash", "pledged": {"amount": amount, "currency": "EUR"}, **more}


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_one_instalment_and_one_row_for_one_key(rates, own, opened):
    sent = body(opened(), due_on="2026-10-31", received={"amount": "800", "currency": "EUR"}, received_on="2026-10-15")
    made = own.post(URL, sent, format="json", headers={"Idempotency-Key": "k"})
    again = own.post(URL, sent, format="json", headers={"Idempotency-Key": "k"})
    assert (made.status_code, again.json(), Contribution.objects.count()) == (201, made.json(), 1)
    told = made.json()
    # Pledged when it came in, as no other day is named.
    assert told["pledged"] == {"amount": "900.00", "currency": "EUR", "usd": "1125.00"}
    assert told["received"] == {"amount": "800.00", "currency": "EUR", "usd": "1000.00"}
    assert (told["due_on"], told["received_on"], told["pledged_on"]) == (None, "2026-10-15", "2026-10-15")
    [part] = told["instalments"]
    assert (part["due"]["amount"], part["received"]["usd"]) == ("900.00", "1000.00")
    other = own.post(URL, sent | {"kind": "in_kind"}, format="json", headers={"Idempotency-Key": "k"})
    assert other.status_code == 422


def test_instalments_as_a_list(rates, own, opened):
    parts = [
        {"due_on": "2026-12-01", "due": {"amount": "400", "currency": "EUR"}},
        {"due_on": "2027-01-01", "due": {"amount": "500", "currency": "EUR"}},
    ]
    told = own.post(URL, body(opened(), instalments=parts), format="json").json()
    assert (told["due_on"], len(told["instalments"])) == ("2026-12-01", 2)
    first, _second = told["instalments"]
    came = {"id": first["id"], "received": {"amount": "400", "currency": "EUR"}, "received_on": "2026-11-02"}
    where = f"{URL}{told['id']}/"
    changed = own.patch(where, {"instalments": [came, {"due_on": "2027-03-01"}]}, format="json").json()
    assert [part["due_on"] for part in changed["instalments"]] == ["2026-12-01", "2027-03-01"]
    assert changed["received"]["usd"] == "444.44"
    several = own.patch(where, {"received_on": "2026-11-03"}, format="json")
    assert code(several) == (400, "several")
    elsewhere = own.patch(where, {"instalments": [{"id": "999999", "due_on": "2027-03-01"}]}, format="json")
    assert code(elsewhere) == (400, "does_not_exist")


def test_the_gate_over_rest(cast, own, running, pledge):
    pledge(running.partnership, 40_000)
    sent = {"engagement": str(running.partnership.pk), "kind": "cash", "pledged": "20000"}
    assert code(own.post(URL, sent, format="json")) == (409, "above_ceiling")


def test_what_is_wrong_is_named(rates, own, api, cast, opened):
    partnership = opened()
    for sent, where, why in (
        (body(partnership, "-1"), "pledged.amount", "min_value"),
        (body(partnership, "1.005"), "pledged.amount", "max_decimal_places"),
        (body(partnership) | {"pledged": {"amount": "1", "currency": "CHF"}}, "pledged", "no_rate"),
        (body(partnership) | {"pledged": {"amount": "1.5", "currency": "JPY"}}, "pledged", "digits"),
        (body(partnership) | {"engagement": "999999"}, "engagement", "does_not_exist"),
        (body(partnership, received={"amount": "1", "currency": "USD"}), "received", "currency"),
        (body(partnership, received={"amount": "1", "currency": "EUR"}), "received_on", "required"),
        (body(partnership, company="999999"), "company", "does_not_exist"),
    ):
        answer = own.post(URL, sent, format="json")
        assert (answer.status_code, answer.json()["errors"][0]["attr"], code(answer)[1]) == (400, where, why)
    assert code(api(cast.outsider).post(URL, body(partnership), format="json"))[0] == 403
    assert code(api(cast.auditor).post(URL, body(partnership), format="json"))[0] == 403


def test_stale_and_taken_out(rates, own, opened):
    made = own.post(URL, body(opened()), format="json")
    where, tag = made["Location"], {"If-Match": made["ETag"]}
    assert own.patch(where, {"description": "Lamps"}, format="json", headers=tag).status_code == 200
    assert own.patch(where, {"description": "Tents"}, format="json", headers=tag).status_code == 412
    assert own.delete(where, headers=tag).status_code == 412
    assert (own.delete(where).status_code, Contribution.objects.count()) == (204, 0)


def test_filters(rates, own, cast, opened, pledge, today):
    partnership = opened()
    pledge(partnership, 10, payer="donor", donor="Sida", direct_support=True)
    pledge(partnership, 20, kind="in_kind")
    for asked, found in (
        ({"breaks_rule": "true"}, 1),
        ({"breaks_rule": "false"}, 1),
        ({"kind": "in_kind"}, 1),
        ({"payer": "donor"}, 1),
        ({"office": cast.senegal.pk}, 2),
        ({"office": cast.kenya.pk}, 0),
        ({"state": "lapsed"}, 0),
        ({"engagement": partnership.pk}, 2),
        ({"search": "sida"}, 1),
    ):
        assert own.get(URL, asked).json()["count"] == found, asked


def test_a_programme_and_its_match(cast, rates, own, running, opened, pledge):
    sent = {"name": "CREST", "donor": "Sida", "office": cast.senegal.code}
    target = {"amount": "52086020", "currency": "SEK"}
    made = own.post(PROGRAMMES, {**sent, "target": target}, format="json")
    assert made.status_code == 201
    assert made.json()["target"] == {"amount": "52086020.00", "currency": "SEK", "usd": "5208602.00"}
    for row, amount in ((running.partnership, 26_043), (opened(title="Idea"), 500_000)):
        edit_partnership(by=cast.focal_point, partnership_id=row.pk, changes={"programme_id": int(made.json()["id"])})
        pledge(row, amount)
        pledge(row, 7, payer="donor", donor="Sida")
    told = own.get(made["Location"]).json()
    assert (told["secured_usd"], told["expected_usd"], told["received_usd"]) == ("26043.00", "500000.00", "0.00")
    assert (told["share"], told["partnerships"]) == ("0.50", 2)
    twice = own.post(PROGRAMMES, {**sent, "name": "crest"}, format="json")
    assert code(twice) == (400, "unique")


def test_who_keeps_programmes(cast, api, own):
    sent = {"name": "CREST", "office": cast.senegal.code}
    assert code(api(cast.outsider).post(PROGRAMMES, sent, format="json"))[0] == 403
    where = own.post(PROGRAMMES, sent, format="json")["Location"]
    assert code(api(cast.outsider).patch(where, {"donor": "Sida"}, format="json"))[0] == 403
    assert code(own.patch(where, {"office": cast.kenya.code}, format="json"))[0] == 403
    assert api(cast.regional_director).patch(where, {"donor": "Sida"}, format="json").status_code == 200
    assert api(cast.partnerships_officer).patch(where, {"office": "KE"}, format="json").status_code == 200
    assert code(api(cast.auditor).patch(where, {"donor": "EU"}, format="json"))[0] == 403


def test_person_days(cast, own, api, opened):
    partnership = opened()
    sent = {"engagement": partnership.pk, "office": cast.senegal.code, "month": "2026-11-27", "days": "2.5"}
    made = own.post(DAYS, sent, format="json")
    assert (made.status_code, made.json()["month"], made.json()["days"]) == (201, "2026-11-01", "2.5")
    assert code(own.post(DAYS, sent | {"office": "KE"}, format="json")) == (403, "not_your_office")
    assert code(own.post(DAYS, sent | {"days": "0"}, format="json")) == (400, "out_of_range")
    assert code(own.post(DAYS, sent | {"month": "2027-03-01"}, format="json")) == (400, "out_of_range")
    assert code(api(cast.outsider).patch(made["Location"], {"days": "9"}, format="json"))[0] == 403
    assert own.patch(made["Location"], {"days": "3"}, format="json").json()["days"] == "3.0"
    assert (own.delete(made["Location"]).status_code, StaffTime.objects.count()) == (204, 0)


def test_the_value_in_usd_is_ours_alone(rates, own, opened):
    sent = body(opened()) | {"pledged": {"amount": "900", "currency": "EUR", "usd": "1"}}
    made = own.post(URL, sent, format="json").json()
    assert Decimal(made["pledged"]["usd"]) == 1000
    assert Contribution.objects.get().pledged_rate_month == NOVEMBER
