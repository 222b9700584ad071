"""The register, a gift's page, entering, refusing, correcting; a donor's page."""

from datetime import date

import pytest
from django.urls import reverse

from donations.models import Appeal, Donation, Donor
from tests.donations_world import accepted, cleared_for_gifts, gift

pytestmark = pytest.mark.django_db
BODY = {
    "given_amount": "250",
    "given_currency": "USD",
    "received_on": "2026-11-02",
    "channel": "hub_site",
    "kind": "cash",
}


@pytest.fixture
def as_hub(client, cast):
    client.force_login(cast.hub_officer)
    return client


def page(client, name, *args, **query):
    return client.get(reverse(f"donations:{name}", args=args), query)


def test_a_gift_of_a_new_person_is_entered_and_accepted(as_hub, cast):
    assert page(as_hub, "donation_add").status_code == 200
    body = {**BODY, "office": cast.hub.pk, "new_name": "Ruth Adler", "new_email": "ruth@example.org"}
    answer = as_hub.post(reverse("donations:donation_add"), body, follow=True)
    row = Donation.objects.get()
    assert "Ruth Adler" in answer.text
    accept = as_hub.post(reverse("donations:donation_accept", args=[row.pk]), {"version": row.version}, follow=True)
    assert "207.50" in accept.text  # net
    assert Donation.objects.get().state == "accepted"


def test_neither_the_donor_nor_the_gift_is_left_behind(as_hub, cast):
    body = {**BODY, "office": cast.hub.pk, "new_name": "Ruth Adler", "received_on": "2031-01-01"}
    answer = as_hub.post(reverse("donations:donation_add"), body)
    assert "once it is here" in answer.text
    assert not Donor.objects.exists()


@pytest.mark.parametrize("who", [{}, {"new_name": "Jo", "donor": "ruth"}])
def test_one_giver_is_named(as_hub, cast, ruth, who):
    body = {**BODY, "office": cast.hub.pk, **{key: ruth.pk if value == "ruth" else value for key, value in who.items()}}
    assert as_hub.post(reverse("donations:donation_add"), body).status_code == 200
    assert not Donation.objects.exists()


def test_a_gift_that_lacks_a_clearance_says_so_with_a_way_on(client, cast, lunaris):
    client.force_login(cast.focal_point)
    row = gift(cast, lunaris)
    told = page(client, "donation", row.pk).text
    assert "Ask for a screening for donations" in told
    assert f"?company={lunaris.company_id}" in told
    cleared_for_gifts(cast, lunaris.company)
    assert "Ask for a screening for donations" not in page(client, "donation", row.pk).text


def test_refusing_and_giving_back_ask_for_a_reason(as_hub, cast, ruth):
    waiting, taken = gift(cast, ruth), accepted(cast, ruth)
    for name, row in (("donation_refuse", waiting), ("donation_refund", taken)):
        where = reverse(f"donations:{name}", args=[row.pk])
        assert as_hub.get(where).status_code == 200
        assert as_hub.post(where, {"version": row.version}).status_code == 200
        told = as_hub.post(where, {"version": row.version, "reason": "Not ours."}, follow=True)
        assert "Not ours." in told.text


def test_goods_whose_shipping_nobody_pays_are_put_to_headquarters(client, cast, ruth):
    told = {"kind": "in_kind", "goods": "200 blankets", "valuation": "Invoice", "valued_by": "Dana Reed"}
    row = gift(cast, ruth, "900", shipping_payer="nobody", **told)
    client.force_login(cast.hub_officer)
    assert "Nobody pays the shipping" in page(client, "donation", row.pk).text
    client.post(reverse("donations:shipping_ask", args=[row.pk]), {"version": row.version})
    client.force_login(cast.partnerships_officer)
    assert "200 blankets" in client.get("/").text
    where = reverse("donations:shipping_answer", args=[row.pk])
    version = Donation.objects.get(pk=row.pk).version
    client.post(where, {"covers": "yes", "words": "Winter is near.", "version": version})
    assert Donation.objects.get(pk=row.pk).shipping_payer == "headquarters"


def test_names_stand_only_where_they_may_be_read(client, cast, ruth, lunaris):
    gift(cast, ruth)
    row = gift(cast, lunaris)
    client.force_login(cast.outsider)
    assert "Ruth" not in page(client, "donation_list").text + page(client, "donor_list").text
    assert "Lunaris" in page(client, "donation_list").text
    told = page(client, "donation", row.pk).text
    assert reverse("donations:donation_accept", args=[row.pk]) not in told
    assert "Lunaris" in client.get(reverse("companies:detail", args=[lunaris.company_id])).text
    client.force_login(cast.hub_officer)
    assert "Ruth Adler" in page(client, "donor_list", search="adler").text
    assert "Ruth Adler" in page(client, "donor", ruth.pk).text


def test_two_who_edit_a_donor_are_told(as_hub, ruth):
    where = reverse("donations:donor_edit", args=[ruth.pk])
    body = {"name": "Ruth Adler", "language": "fr", "country": "US", "version": ruth.version}
    assert as_hub.post(where, body).status_code == 302
    assert "after you opened it" in as_hub.post(where, {**body, "country": "CA"}).text


def test_a_gift_outside_of_an_appeal_s_dates_is_asked_about_once(as_hub, cast, ruth):
    weekend = {"starts_on": date(2026, 11, 7), "ends_on": date(2026, 11, 8)}
    appeal = Appeal.objects.create(title="Weekend", office=cast.hub, state="open", **weekend)
    body = {**BODY, "office": cast.hub.pk, "donor": ruth.pk, "appeal": appeal.pk}
    asked = as_hub.post(reverse("donations:donation_add"), body)
    assert "outside of these dates" in asked.text
    assert not Donation.objects.exists()
    as_hub.post(reverse("donations:donation_add"), {**body, "asked_about": appeal.pk})
    assert Donation.objects.get().appeal == appeal
