"""The forms: a collaboration with several companies, a partnership, two who edit, growing, the bin."""

import pytest
from django.urls import reverse

from crm.accounts.access import access
from partnerships.engagements import policies
from partnerships.models import Engagement
from tests.factories import CompanyFactory, InteractionFactory, ThemeFactory
from tests.partnerships_world import collaboration

LOG = reverse("partnerships:collaboration_create")
NEW = reverse("partnerships:partnership_create")


@pytest.fixture
def page(client):
    def of(user):
        client.force_login(user)
        return client

    return of


@pytest.fixture
def entry(cast, today):
    """What somebody types for a workshop."""
    companies = [CompanyFactory(lead_office=cast.senegal).pk for _ in range(3)]
    return {
        "companies": companies,
        "event": "Fair 2026",
        "starts_on": today.isoformat(),
        "type": "advocacy",
        "lead_office": cast.senegal.pk,
        "disclosure": "internal",
    }


def partners(*companies, **more):
    told = {"partner-TOTAL_FORMS": len(companies), "partner-INITIAL_FORMS": 0}
    return told | {f"partner-{n}-company": each.pk for n, each in enumerate(companies)} | more


def test_one_form_logs_a_workshop_with_three_companies(cast, page, entry):
    answer = page(cast.focal_point).post(LOG, entry, follow=True)
    assert "Logged with 3 companies." in answer.content.decode()
    rows = Engagement.objects.order_by("pk")
    assert [row.partners.get().company_id for row in rows] == entry["companies"]
    assert {(row.title, row.event) for row in rows} == {("Fair 2026", "Fair 2026")}


def test_the_next_entry_begins_with_what_the_last_one_said(cast, page, entry):
    theme = ThemeFactory()
    page(cast.focal_point).post(LOG, entry | {"themes": [theme.pk]})
    form = page(cast.focal_point).get(LOG).context["form"]
    assert (form["event"].value(), form["lead_office"].value()) == ("Fair 2026", cast.senegal.pk)
    assert form["themes"].value() == [theme.pk]


def test_the_same_day_is_shown_before_it_is_entered_twice(cast, page, entry, today):
    company = CompanyFactory(lead_office=cast.senegal)
    first = collaboration(cast, company, starts_on=today, title="Open day")
    told = entry | {"companies": [company.pk]}
    shown = page(cast.focal_point).post(LOG, told)
    assert (shown.status_code, Engagement.objects.count()) == (422, 1)
    assert "Open day" in shown.content.decode()
    page(cast.focal_point).post(LOG, told | {"seen": [first.pk]})
    assert Engagement.objects.count() == 2


def test_who_is_engaged_is_shown_while_typing_and_asked_about(cast, page, entry, outsider):
    company = CompanyFactory(lead_office=cast.kenya, legal_name="Rift Valley Tea")
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    told = entry | {"companies": [company.pk, *entry["companies"]]}
    client = page(cast.focal_point)
    part = client.get(reverse("partnerships:approaches"), told).content.decode()
    assert "Rift Valley Tea" in part
    assert "Kenya" in part
    refused = client.post(LOG, told)
    assert (refused.status_code, Engagement.objects.count()) == (422, 0)
    assert "going_ahead_reason" in refused.context["form"].errors
    client.post(LOG, told | {"going_ahead_reason": "They came to our stand."})
    assert Engagement.objects.count() == 4


def test_a_partnership_needs_four_things(cast, page, company):
    told = {"title": "Solar", "type": "innovation", "lead_office": cast.senegal.pk, "disclosure": "internal"}
    answer = page(cast.focal_point).post(NEW, told | partners(company))
    row = Engagement.objects.get()
    assert answer.url == reverse("partnerships:partnership_detail", args=[row.pk])
    assert (row.partners.get().lead, row.stage, row.created_by) == (True, "identified", cast.focal_point)
    assert page(cast.focal_point).post(NEW, told | partners()).status_code == 422


def test_two_who_edit_see_both_versions(cast, page, company, opened):
    row = opened()
    path = reverse("partnerships:partnership_edit", args=[row.pk])
    told = {"title": "Mine", "type": "innovation", "lead_office": cast.senegal.pk, "disclosure": "internal"}
    told |= partners(company) | {"version": row.version, "countries": ["SN"]}
    client = page(cast.focal_point)
    client.post(path, told | {"title": "Theirs", "countries": ["GH"]})
    late = client.post(path, told)
    said = {each.label: (each.saved, each.typed) for each in late.context["form"].differences}
    assert said["Title"] == ("Theirs", "Mine")
    assert said["Countries"] == ("Ghana", "Senegal")
    client.post(path, told | {"version": late.context["form"]["version"].value()})
    row.refresh_from_db()
    assert row.title == "Mine"


def test_a_company_that_joins_is_an_approach(cast, page, company, opened, outsider):
    other = CompanyFactory(lead_office=cast.kenya)
    InteractionFactory(company=other, office=cast.kenya, by=outsider)
    row = opened()
    path = reverse("partnerships:partnership_edit", args=[row.pk])
    told = {"title": "Solar", "type": "innovation", "lead_office": cast.senegal.pk, "disclosure": "internal"}
    told |= partners(company, other) | {"version": row.version}
    refused = page(cast.focal_point).post(path, told)
    assert "going_ahead_reason" in refused.context["form"].errors
    page(cast.focal_point).post(path, told | {"going_ahead_reason": "They asked."})
    assert row.partners.count() == 2


def test_it_grows_by_one_click_and_once(cast, page, company):
    row = collaboration(cast, company)
    path = reverse("partnerships:collaboration_grow", args=[row.pk])
    answer = page(cast.focal_point).post(path, follow=True)
    assert answer.context["engagement"].grown_from_id == row.pk
    page(cast.focal_point).post(path)
    assert Engagement.objects.partnerships().count() == 1


@pytest.mark.parametrize("person", ["auditor", "administrator"])
def test_who_reads_only_enters_nothing(cast, page, entry, person):
    client = page(getattr(cast, person))
    assert client.get(LOG).status_code == 403
    assert client.post(NEW, {}).status_code == 403


def test_the_list_of_the_bin_agrees_with_the_policy(cast, opened):
    rows = [opened(), opened(office_ids=(cast.ghana.pk,)), opened(relationship_lead_id=cast.outsider.pk)]
    for person in vars(cast).values():
        if not hasattr(person, "email"):
            continue
        listed = set(Engagement.objects.changeable_by(person).values_list("pk", flat=True))
        told = {r.pk for r in rows if policies.may_change(access(person), r, [o.pk for o in r.offices.all()])}
        assert listed == told, person
