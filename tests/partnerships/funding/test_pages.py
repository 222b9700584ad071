"""Contributions, programmes and staff time entered and changed on their pages."""

import pytest
from django.urls import reverse

from partnerships.models import Contribution, Instalment, Programme, StaffTime

pytestmark = pytest.mark.django_db
PLEDGE = {"pledged_amount": "1200", "pledged_currency": "USD", "kind": "cash", "pledged_on": "2026-11-03"}


@pytest.fixture
def page(client, cast):
    """Sends a form as Senegal's focal point; without a body it opens the page."""
    client.force_login(cast.focal_point)

    def send(name, /, *args, **body):
        where = reverse(f"partnerships:{name}", args=args)
        return client.post(where, body) if body else client.get(where)

    return send


def test_a_contribution_is_entered_changed_and_taken_out(page, opened, company):
    partnership = opened()
    payer = f"company:{company.pk}"
    assert page("engagement_contribution", partnership.pk).status_code == 200
    wrong = page("engagement_contribution", partnership.pk, **{**PLEDGE, "payer": payer, "pledged_on": "1900-01-01"})
    assert "Check the year." in wrong.text
    assert (
        page("engagement_contribution", partnership.pk, **PLEDGE, payer=payer, due_on="2026-12-01").status_code == 302
    )
    row = Contribution.objects.get()
    assert (row.partner.company, row.instalments.get().due_amount) == (company, 1200)
    changed = {**PLEDGE, "payer": "donor", "donor": "Sida", "version": row.version}
    assert page("contribution_edit", row.pk, **changed).status_code == 302
    # Under the form's own name: the service calls it otherwise.
    stale = page("contribution_edit", row.pk, **{**changed, "donor": "Norad"})
    assert "after you opened it" in stale.text
    part = row.instalments.get()
    assert page("instalment", part.pk).status_code == 200
    assert page("contribution_drop", row.pk, x="1").status_code == 302
    assert not Contribution.objects.exists()


def test_an_amount_in_a_currency_without_a_rate_is_refused_at_its_field(page, opened, company, rates):
    body = {**PLEDGE, "payer": f"company:{company.pk}", "pledged_currency": "JPY", "pledged_on": "2026-09-03"}
    answer = page("engagement_contribution", opened().pk, **body)
    assert answer.context["form"].errors["pledged_amount"]
    assert not Contribution.objects.exists()


def test_an_instalment_comes_in(page, opened, pledge):
    row = pledge(opened(), "900")
    body = {"received_on": "2026-11-05", "received_amount": "400"}
    assert page("contribution_instalment", row.pk, **body).status_code == 302
    assert Instalment.objects.get().received_usd == 400


def test_a_programme_is_entered_and_changed(page, cast):
    body = {"name": "CREST", "office": cast.senegal.pk, "target_amount": "5000", "target_currency": "USD"}
    assert page("programme_add", **body).status_code == 302
    row = Programme.objects.get()
    assert (
        page("programme_edit", row.pk, **{**body, "target_amount": "6000", "version": row.version}).status_code == 302
    )
    assert Programme.objects.get().target_usd == 6000


def test_person_days_are_charged_changed_and_taken_out(page, opened, cast):
    body = {"office": cast.senegal.pk, "month": "2026-10", "days": "2.5"}
    partnership = opened()
    assert page("engagement_staff_time", partnership.pk).status_code == 200
    assert page("engagement_staff_time", partnership.pk, **body).status_code == 302
    row = StaffTime.objects.get()
    assert page("staff_time", row.pk, **{**body, "days": "3", "version": row.version}).status_code == 302
    assert StaffTime.objects.get().days == 3
    assert page("staff_time_drop", row.pk, x="1").status_code == 302
    assert not StaffTime.objects.exists()
