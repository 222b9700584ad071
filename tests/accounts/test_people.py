"""People are made, changed, shut out and let in by administrators; everybody keeps their own profile."""

import json
from datetime import UTC, date, datetime

import pytest
from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from crm.accounts.access import access
from crm.accounts.demo import PASSWORD
from crm.accounts.enums import OfficeKind, Role
from crm.accounts.middleware import zone_of
from crm.accounts.models import Office, User
from crm.accounts.services.delegations import delegate
from crm.accounts.services.people import PersonData, create_person, disable_person, edit_person, enable_person
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden
from tests.factories import OfficeFactory, RoleFactory, UserFactory

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def data(cast, **values):
    return PersonData(**{"email": "nia@concord.example", "name": "Nia New", "office": cast.senegal, **values})


def test_an_address_belongs_to_one_person(cast, administrator):
    create_person(by=administrator, data=data(cast))
    with pytest.raises(ValidationError, match="here already"):
        create_person(by=administrator, data=data(cast, email="NIA@concord.example"))
    with pytest.raises(ValidationError):
        edit_person(by=administrator, person=cast.focal_point, data=data(cast))


def test_a_new_address_is_confirmed_and_the_old_one_forgotten(cast, administrator):
    person = create_person(by=administrator, data=data(cast))
    edit_person(by=administrator, person=person, data=data(cast, email="nia.new@concord.example"))
    assert list(person.emailaddress_set.values_list("email", "verified")) == [("nia.new@concord.example", True)]
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["person.created", "person.edited"]


@pytest.mark.parametrize("who", ["partnerships_officer", "regional_director", "director_general", "auditor"])
def test_only_administrators_keep_people(cast, who):
    by = getattr(cast, who)
    with pytest.raises(Forbidden):
        create_person(by=by, data=data(cast))
    with pytest.raises(Forbidden):
        edit_person(by=by, person=cast.neighbour, data=data(cast))
    with pytest.raises(Forbidden):
        disable_person(by=by, person=cast.neighbour, at=NOW)
    with pytest.raises(Forbidden):
        enable_person(by=by, person=cast.neighbour)


def test_nobody_shuts_themselves_out_nor_the_last_administrator(cast, administrator):
    with pytest.raises(Conflict) as refusal:
        disable_person(by=administrator, person=administrator, at=NOW)
    assert refusal.value.code == "yourself"
    second = UserFactory(office=cast.hq)
    RoleFactory(user=second, role=Role.ADMINISTRATOR, office=cast.hq)
    disable_person(by=second, person=administrator, at=NOW)
    third = UserFactory(office=cast.hq)
    third.__dict__["_access"] = (TODAY, access(second, on=TODAY))
    with pytest.raises(Conflict) as refusal:
        disable_person(by=third, person=second, at=NOW)
    assert refusal.value.code == "last_administrator"


def test_shutting_out_ends_delegations_of_both_kinds_in_one_deed(cast, administrator, chief_of_mission):
    held = {"starts_on": TODAY, "ends_on": TODAY, "on": TODAY}
    director = cast.regional_director
    given = delegate(by=chief_of_mission, assignment=chief_of_mission.roles.get(), deputy=cast.focal_point, **held)
    lent = delegate(by=director, assignment=director.roles.get(), deputy=chief_of_mission, **held)
    disable_person(by=administrator, person=chief_of_mission, at=NOW)
    for delegation in (given, lent):
        delegation.refresh_from_db()
        assert (delegation.revoked_at, delegation.revoked_by) == (NOW, administrator)
    assert AuditEvent.objects.filter(verb="person.disabled").get().after == {"delegations_ended": 2}


def test_nobody_stands_above_the_roles(client, cast):
    assert not cast.director_general.has_perm("accounts.view_user")
    client.force_login(cast.partnerships_officer)
    assert client.get("/admin/", follow=True).status_code == 403
    client.force_login(cast.administrator)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.post(f"/admin/accounts/user/{cast.auditor.pk}/change/", {"name": "x"}).status_code == 403
    assert client.get("/admin/accounts/user/add/").status_code == 403
    client.logout()
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/accounts/login/?next=/admin/"


def test_the_admin_changes_nothing_of_ours(rf, administrator):
    request = rf.get("/admin/")
    request.user = administrator
    ours = [a for m, a in site._registry.items() if m.__module__.startswith("crm.")]
    assert ours
    for admin in ours:
        allowed = admin.has_add_permission(request), admin.has_change_permission(request)
        assert (*allowed, admin.has_delete_permission(request)) == (False, False, False), admin


def test_the_theme_is_kept_and_nonsense_refused(client, focal_point):
    client.force_login(focal_point)
    assert client.post("/profile/theme/", {"theme": "dark"}).status_code == 204
    assert User.objects.get(pk=focal_point.pk).theme == "dark"
    assert client.post("/profile/theme/", {"theme": "pink"}).status_code == 400


@pytest.mark.parametrize(
    ("own", "office", "zone"),
    [
        ("Africa/Dakar", "Europe/Zurich", "Africa/Dakar"),
        ("", "Europe/Zurich", "Europe/Zurich"),
        ("Nowhere/Land", "Europe/Zurich", "Europe/Zurich"),
        ("../etc/passwd", "gone", "UTC"),
    ],
)
def test_an_unknown_zone_is_passed_over(own, office, zone):
    person = User(time_zone=own, office=Office(time_zone=office))
    assert zone_of(person).key == zone


def test_a_profile_with_a_lost_zone_and_language_still_opens(client, focal_point):
    User.objects.filter(pk=focal_point.pk).update(time_zone="Nowhere/Land", language="xx")
    client.force_login(focal_point)
    assert client.get("/profile/").status_code == 200


def test_create_api_key_prints_the_key_alone_on_the_last_line(client, focal_point, capsys):
    call_command("create_api_key", "FOCAL_POINT@concord.example", "--days", "7", "--scope", "read")
    key = capsys.readouterr().out.splitlines()[-1]
    headers = {"authorization": f"Bearer {key}"}
    assert client.get("/api/v1/users/me/", headers=headers).json()["email"] == "focal_point@concord.example"
    with pytest.raises(CommandError, match="Nobody"):
        call_command("create_api_key", "nobody@concord.example")


def test_create_administrator_makes_the_first_person_and_lets_them_choose_a_password(db, client, capsys):
    call_command("create_administrator", "First@org.example", "--name", "Fay First")
    link = capsys.readouterr().out.strip()
    person = User.objects.get()
    assert access(person).has(Role.ADMINISTRATOR)
    assert person.office.kind == OfficeKind.HEADQUARTERS
    assert client.get(link.split("8000")[-1] if "8000" in link else link).status_code == 302
    call_command("create_administrator", "first@org.example")
    assert person.roles.count() == 1


def test_demo_people_are_those_with_the_demo_password(cast, capsys):
    chief = UserFactory(email="a@concord.example", name="A", password=PASSWORD, office=cast.kenya)
    RoleFactory(user=chief, role=Role.CHIEF_OF_MISSION, office=cast.kenya)
    call_command("demo_people")
    assert json.loads(capsys.readouterr().out) == [
        {"email": "a@concord.example", "password": PASSWORD, "name": "A", "role": "chief_of_mission", "office": "KE"}
    ]


@pytest.mark.parametrize("path", ["/directory/", "/directory/people/", "/administration/", "/administration/roles/"])
def test_lists_cost_the_same_for_few_and_many(client, cast, administrator, path, django_assert_max_num_queries):
    client.force_login(administrator)
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    for number in range(10):
        office = OfficeFactory(parent=cast.dakar, kind=OfficeKind.COUNTRY, country="ML")
        RoleFactory(user=UserFactory(office=office, name=f"Many {number}"), role=Role.STAFF, office=office)
    with django_assert_max_num_queries(len(few)):
        client.get(path)
