"""Every page of people and offices opens for those who may see it, and says no to the others."""

import pytest
from django.urls import reverse

from crm.accounts.models import Delegation, Office, RoleAssignment, User
from crm.accounts.registries import PersonPanel, person_panels
from crm.core import clock

OPEN = ["directory", "people", "person_suggest", "profile", "delegations", "api_keys"]
CLOSED = ["administration", "person_create", "role_list", "office_list", "office_create"]


def get(client, name, *args, **query):
    return client.get(reverse(f"accounts:{name}", args=args), query)


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("who", ["focal_point", "auditor", "administrator"])
def test_open_to_all_staff(client, cast, who, name):
    client.force_login(getattr(cast, who))
    assert get(client, name).status_code == 200


@pytest.mark.parametrize("name", CLOSED)
def test_administration_is_for_administrators(client, cast, name):
    client.force_login(cast.administrator)
    assert get(client, name).status_code == 200
    client.force_login(cast.partnerships_officer)
    assert get(client, name).status_code == 403
    client.logout()
    assert get(client, name).status_code == 302


def test_an_office_and_a_person(client, cast, focal_point):
    client.force_login(focal_point)
    page = get(client, "office", cast.dakar.pk).content.decode()
    assert "Mariam Traoré" in page
    assert "Senegal" in page
    assert "Only the head of this office" in page  # why the button is disabled
    assert "Chief of mission" in get(client, "person", cast.chief_of_mission.pk).content.decode()
    assert get(client, "person", 999_999).status_code == 404


def test_the_directory_filters_by_region_and_by_words(client, cast, focal_point):
    cast.neighbour.expertise = "Garment supply chains"
    cast.neighbour.save()
    client.force_login(focal_point)
    assert "Kenya" not in get(client, "directory", region=cast.dakar.pk).content.decode().split('id="rows"')[1]
    found = get(client, "people", q="garment ghana").content.decode()
    assert "Kofi Mensah" in found
    assert "Grace Otieno" not in found
    assert [row["name"] for row in get(client, "person_suggest", q="kof").json()["results"]] == ["Kofi Mensah"]


def test_another_app_adds_a_panel_to_a_person(client, cast, focal_point, monkeypatch):
    entry = PersonPanel("Has worked with", "accounts/_names.html", lambda person, viewer: {"roles": []})
    monkeypatch.setattr(person_panels, "_entries", {"companies": (1, entry)})
    client.force_login(focal_point)
    assert b"Has worked with" in get(client, "person", cast.neighbour.pk).content


def test_a_stale_office_form_shows_both_versions(client, cast, administrator):
    client.force_login(administrator)
    url = reverse("accounts:office_edit", args=[cast.ghana.pk])
    form = {"name": "Ghana and Togo", "code": "GH", "country": "GH", "city": "", "time_zone": "UTC", "version": 1}
    assert client.post(url, form | {"name": "Ghana and Benin"}).status_code == 302
    page = client.post(url, form).content.decode()
    assert "Somebody changed this record" in page
    assert "Ghana and Benin" in page
    assert Office.objects.get(pk=cast.ghana.pk).name == "Ghana and Benin"
    assert client.post(url, form | {"version": 2}).status_code == 302


def test_a_refused_role_is_said_on_its_form(client, cast, administrator):
    client.force_login(administrator)
    values = {"role": "chief_of_mission", "office": cast.senegal.pk, "starts_on": "2026-11-20"}
    url = reverse("accounts:role_grant", args=[cast.neighbour.pk])
    page = client.post(url, values).content.decode()
    assert "Jean Kouassi holds this role in that period" in page
    assert client.post(url, values | {"role": "staff"}).status_code == 302
    assert RoleAssignment.objects.filter(user=cast.neighbour, office=cast.senegal).exists()


def test_a_person_is_added_with_a_letter_and_shut_out_again(client, cast, administrator):
    client.force_login(administrator)
    values = {"name": "Nia New", "email": "nia@concord.example", "office": cast.senegal.pk, "language": "en"}
    client.post(reverse("accounts:person_create"), values)
    person = User.objects.get(email="nia@concord.example")
    client.post(reverse("accounts:person_disable", args=[person.pk]))
    person.refresh_from_db()
    assert not person.is_active
    page = client.post(reverse("accounts:person_disable", args=[administrator.pk]), follow=True).content.decode()
    assert "You cannot shut yourself out" in page


def test_a_holder_names_a_deputy_on_the_page_and_the_deputy_gives_it_back(client, cast, chief_of_mission, focal_point):
    client.force_login(chief_of_mission)
    today = clock.today()
    values = {
        "assignment": chief_of_mission.roles.get().pk,
        "deputy": focal_point.pk,
        "starts_on": today,
        "ends_on": today,
    }
    assert client.post(reverse("accounts:delegations"), values).status_code == 302
    delegation = Delegation.objects.get()
    client.force_login(cast.neighbour)
    assert client.post(reverse("accounts:delegation_revoke", args=[delegation.pk])).status_code == 404
    client.force_login(focal_point)
    assert b"Give back" in get(client, "delegations").content
    assert client.post(reverse("accounts:delegation_revoke", args=[delegation.pk])).status_code == 302


def test_a_key_is_shown_once(client, cast, focal_point):
    client.force_login(focal_point)
    url = reverse("accounts:api_keys")
    made = client.post(url, {"name": "Spreadsheet", "days": "30", "scope": "read"})
    assert made["Cache-Control"] == "no-store"
    key = made.content.decode().split('<code class="secret">')[1].split("<")[0]
    assert key not in client.get(url).content.decode()
    assert client.get("/api/v1/users/me/", headers={"authorization": f"Bearer {key}"}).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("chief_of_mission", 302), ("neighbour", 403), ("auditor", 403)])
def test_staffing_is_edited_by_who_may(client, cast, who, status):
    client.force_login(getattr(cast, who))
    url = reverse("accounts:staffing", args=[cast.senegal.pk])
    assert client.post(url, {"staffing": "ad_hoc", "staffing_note": "", "version": 1}).status_code == status
