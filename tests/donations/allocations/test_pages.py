"""The pages of pools, allocations and destinations, and who finds what on them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from donations.allocations.selectors import pools
from donations.models import Allocation, Destination, IntentQuestion
from tests.allocations_world import approved, destination, proposed
from tests.donations_world import accepted


@pytest.fixture
def page(client):
    """What a person sees of a page."""

    def read(person, name, *args):
        client.force_login(person)
        answer = client.get(reverse(f"donations:{name}", args=args))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_the_age_of_a_pool_is_weighted_by_amount(cast, ruth, trafficking, fund):
    accepted(cast, ruth, "100", received_on=date(2026, 10, 1))
    accepted(cast, ruth, "300", received_on=date(2026, 10, 31))
    proposed(cast, fund, "20")
    without, for_cause = pools(on=date(2026, 11, 10))
    assert (without.usd, without.gifts, without.oldest_on) == (332, 2, date(2026, 10, 1))
    # 40 days for a quarter of the money, 10 for the rest.
    assert (without.mean_age, without.proposed_usd) == (round(Decimal("17.5")), 20)
    assert (for_cause.cause, for_cause.usd, for_cause.mean_age) == (trafficking, 0, None)
    approved(cast, fund, "83")
    assert pools(on=date(2026, 11, 10))[0].oldest_on == date(2026, 10, 31)


def test_an_office_proposes_and_headquarters_approve(cast, client, gifts, fund, trafficking):
    destination(cast, "Own alone", trafficking, unearmarked=False)
    client.force_login(cast.focal_point)
    where = reverse("donations:allocation_propose_unearmarked")
    offered = client.get(where).content.decode()
    assert ("Global Assistance Fund" in offered, "Own alone" in offered) == (True, False)
    sent = {"destination": fund.pk, "amount_usd": "100", "office": cast.senegal.pk, "reason": "Winter"}
    assert client.post(where, sent | {"amount_usd": "999"}).status_code == 422
    assert client.post(where, sent).status_code == 302
    row = Allocation.objects.get()
    assert client.get(reverse("donations:allocation_approve", args=[row.pk])).status_code == 403
    client.force_login(cast.partnerships_officer)
    assert client.post(reverse("donations:allocation_approve", args=[row.pk]), {"version": "1"}).status_code == 302
    taken = {"version": "2", "reason": "The project ended"}
    assert client.post(reverse("donations:allocation_take_back", args=[row.pk]), taken).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.version) == ("taken_back", 3)


def test_rows_of_gifts_for_whom_they_concern(cast, page, gifts, fund):
    row = approved(cast, fund, "100")
    for person in (cast.focal_point, cast.partnerships_officer, cast.auditor):
        for text in (page(person, "allocation", row.pk), page(person, "pool_unearmarked"), page(person, "pool_list")):
            assert "Ruth" not in text


def test_the_pools_are_the_organisations_and_no_hubs(cast, client, gifts, fund):
    row = proposed(cast, fund, "1")
    client.force_login(cast.hub_officer)
    assert client.get(reverse("donations:allocation", args=[row.pk])).status_code == 404
    for name in ("pool_list", "pool_unearmarked", "allocation_propose_unearmarked"):
        assert client.get(reverse(f"donations:{name}")).status_code == 403


def test_the_team_keeps_destinations(cast, client, gifts, trafficking):
    sent = {"name": "Shelter", "kind": "project", "office": cast.senegal.pk, "causes": [trafficking.pk]}
    client.force_login(cast.focal_point)
    assert client.post(reverse("donations:destination_add"), sent).status_code == 403
    client.force_login(cast.partnerships_officer)
    assert client.post(reverse("donations:destination_add"), sent | {"causes": []}).status_code == 422
    assert client.post(reverse("donations:destination_add"), sent | {"unearmarked": "on"}).status_code == 302
    row = Destination.objects.get()
    approved(cast, row, "10")
    where = reverse("donations:destination_edit", args=[row.pk])
    # Money given without a cause is there: it goes on taking it.
    assert client.post(where, sent | {"version": "1"}).status_code == 422
    assert client.post(where, sent | {"version": "1", "unearmarked": "on", "name": "Tents"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.unearmarked, row.version) == ("Tents", True, 2)


def test_a_question_from_the_page(cast, client, ruth):
    given = accepted(cast, ruth, "100")
    client.force_login(cast.hub_officer)
    where = reverse("donations:intent_ask", args=[given.pk])
    assert client.post(where, {"asked": "donor", "why": ""}).status_code == 422
    assert client.post(where, {"asked": "donor", "why": "It ended"}).status_code == 302
    question = IntentQuestion.objects.get()
    said = {"answer": "return", "words": "Please", "version": "1"}
    assert client.post(reverse("donations:intent_answer", args=[question.pk]), said).status_code == 302
    client.force_login(cast.focal_point)
    assert client.get(where).status_code == 404


def test_a_list_can_be_narrowed_to_money_without_a_cause(cast, client, gifts, fund, ruth, trafficking):
    accepted(cast, ruth, "100", cause_id=trafficking.pk)
    rows = [proposed(cast, fund, "1", cause=cause) for cause in (None, trafficking)]
    client.force_login(cast.focal_point)
    text = client.get(reverse("donations:allocation_list"), {"cause": "none", "state": "proposed"}).content.decode()
    assert [reverse("donations:allocation", args=[row.pk]) in text for row in rows] == [True, False]


def test_a_gifts_page_says_where_it_went_and_what_is_asked(cast, page, fund, ruth):
    given, other = (accepted(cast, ruth, "100") for _number in range(2))
    approved(cast, fund, "10")
    text = page(cast.hub_officer, "donation", given.pk)
    ask_about = reverse("donations:intent_ask", args=[given.pk])
    assert ("Global Assistance Fund" in text, ask_about in text) == (True, False)
    assert reverse("donations:intent_ask", args=[other.pk]) in page(cast.hub_officer, "donation", other.pk)
