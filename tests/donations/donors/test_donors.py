"""Who sees which donors and gifts, and who reads the name of a private one (docs/donations.md)."""

import pytest
from django.core.exceptions import ValidationError

from crm.accounts.access import access
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden
from donations.donors import policies
from donations.donors.selectors import donors_like, name_of, shown_donor
from donations.donors.services.data import DonorData, PersonData
from donations.donors.services.donors import add_donor, edit_donor, offices_of
from donations.gifts.selectors import register
from donations.models import Donation, Donor
from tests.cast import PEOPLE
from tests.donations_world import accepted, cleared_for_gifts, gift, private_donor
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db

# (sees Ruth, reads her name, sees the company's gift): Ruth gives to the hub, the company to Senegal.
SEES = {
    "focal_point": (False, False, True),
    "chief_of_mission": (False, False, True),
    "outsider": (False, False, True),
    "regional_director": (False, False, True),
    "partnerships_officer": (True, True, True),
    "committee_member": (False, False, True),
    "director_general": (False, False, True),
    "hub_officer": (True, True, False),
    "auditor": (True, True, True),
    "administrator": (False, False, False),
}


@pytest.mark.parametrize(("key", "sees"), SEES.items())
def test_who_sees_whom(cast, ruth, lunaris, key, sees):
    gift(cast, ruth)
    gift(cast, lunaris)
    user = getattr(cast, key)
    seen = Donor.objects.visible_to(user)
    shown = shown_donor(user, ruth.pk)
    reads = bool(shown and name_of(shown) == "Ruth Adler")
    assert (seen.filter(pk=ruth.pk).exists(), reads, seen.filter(pk=lunaris.pk).exists()) == sees
    gifts = {row.donor_id: row.giver for row in register(user)}
    assert (ruth.pk in gifts, gifts.get(ruth.pk) == "Ruth Adler", lunaris.pk in gifts) == sees


def test_a_director_sees_gifts_of_the_region_without_names(cast):
    amina = private_donor(cast, "Amina Sow")
    edit_donor(by=cast.partnerships_officer, donor_id=amina.pk, changes={"office_id": cast.senegal.pk})
    gift(cast, amina, office_id=cast.hub.pk)
    row = shown_donor(cast.regional_director, amina.pk)
    assert name_of(row) == str(amina)
    assert name_of(shown_donor(cast.focal_point, amina.pk)) == "Amina Sow"


@pytest.mark.parametrize("key", PEOPLE)
def test_the_query_says_what_the_policy_says(cast, ruth, lunaris, key):
    gift(cast, ruth)
    user = getattr(cast, key)
    for row in Donor.objects.with_named(user):
        assert row.named == bool(policies.may_read_details(access(user), row, offices_of(row)))


def test_one_is_found_by_name_only_by_those_who_may_read_it(cast, ruth):
    for text in ("ruth", "Adler", "ruth@example.org"):
        assert [row.pk for row in donors_like(cast.hub_officer, text)] == [ruth.pk]
        assert donors_like(cast.focal_point, text) == []


def test_a_company_gives_as_one_donor(cast, lunaris):
    again = add_donor(by=cast.focal_point, data=DonorData(office_id=cast.senegal.pk, company_id=lunaris.company_id))
    assert again == lunaris


def test_the_entry_of_a_person_is_one_of_an_individual(cast, ruth):
    with pytest.raises(ValidationError) as refused:
        edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"company_id": CompanyFactory().pk})
    assert refused.value.error_dict["company"][0].code == "not_an_individual"
    person = CompanyFactory(legal_name="Ruth Adler", kind="individual")
    row = gift(cast, ruth)
    edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"company_id": person.pk})
    assert Donation.objects.get(pk=row.pk).company == person


def test_the_trail_tells_which_data_changed_and_not_what_they_were(cast, ruth):
    edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"email": "ruth.adler@example.com", "country": "CA"})
    event = AuditEvent.objects.filter(verb="donor.changed").get()
    assert event.after == {"country": "CA", "personal_data": ["email"]}
    assert not AuditEvent.objects.filter(subject_label__contains="Ruth").exists()


def test_consent_says_where_it_comes_from(cast, ruth):
    with pytest.raises(ValidationError) as refused:
        edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"may_email": True})
    assert "consent_note" in refused.value.error_dict


def test_nobody_enters_a_donor_for_another_office(cast):
    data = DonorData(office_id=cast.senegal.pk, person=PersonData("Jo Doe"))
    for person in (cast.hub_officer, cast.outsider, cast.auditor, cast.regional_director):
        with pytest.raises(Forbidden):
            add_donor(by=person, data=data)


def test_the_entry_that_a_gift_relied_on_stays(cast, ruth):
    person, other = (CompanyFactory(legal_name=name, kind="individual") for name in ("Ruth Adler", "Ruth Adler II"))
    edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"company_id": person.pk})
    cleared_for_gifts(cast, person)
    accepted(cast, ruth, "20000")
    with pytest.raises(Conflict) as refused:
        edit_donor(by=cast.hub_officer, donor_id=ruth.pk, changes={"company_id": other.pk})
    assert refused.value.code == "clearance_relied_on"
