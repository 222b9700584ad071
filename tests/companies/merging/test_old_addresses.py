"""What knew a company or a person by its old number reaches the survivor: pages, programs, forms, files."""

from datetime import date

import pytest
from django.urls import reverse

from crm.companies.importing.company_finder import CompanyFinder
from crm.companies.importing.lookup import Lookup
from crm.companies.models import Company, Contact, Merge
from crm.companies.services.merges import merge_companies, merge_contacts
from crm.contactlog.services.data import InteractionData
from crm.contactlog.services.interactions import edit_interaction, log_interaction
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

LEI = "5493001KJTIIGC8Y1R12"


@pytest.fixture
def merged(cast, pair):
    Company.objects.filter(pk=pair.source.pk).update(lei=LEI)
    merge_companies(source_id=pair.source.pk, target_id=pair.target.pk, by=cast.focal_point, choices={"lei": "target"})
    return pair


@pytest.fixture
def merged_people(cast, people):
    merge_contacts(source_id=people.source.pk, target_id=people.target.pk, by=cast.focal_point)
    return people


@pytest.fixture
def signed_in(client, focal_point):
    client.force_login(focal_point)
    return client


PAGES = ["detail", "edit", "timeline", "status", "tags", "interests", "maturity", "documents", "merge"]


@pytest.mark.parametrize("name", PAGES)
def test_an_old_page_goes_on_at_the_survivor(signed_in, merged, name):
    old, new = (reverse(f"companies:{name}", args=[each.pk]) for each in (merged.source, merged.target))
    response = signed_in.get(f"{old}?before=2026-11-01")
    assert (response.status_code, response["Location"]) == (302, f"{new}?before=2026-11-01")
    page = signed_in.get(reverse("companies:detail", args=[merged.source.pk]), follow=True)
    assert b"Baobab Textile was merged into Baobab Textiles SA." in page.content


@pytest.mark.parametrize("name", ["edit", "bin", "tags"])
def test_a_deed_at_an_old_page_is_refused_and_names_the_survivor(signed_in, merged, name):
    response = signed_in.post(reverse(f"companies:{name}", args=[merged.source.pk]))
    assert response.status_code == 409
    assert b"Baobab Textile was merged into Baobab Textiles SA" in response.content


def test_an_old_page_of_a_person_goes_on_too(signed_in, merged_people):
    old, new = (reverse("companies:contact_detail", args=[p.pk]) for p in (merged_people.source, merged_people.target))
    assert signed_in.get(old)["Location"] == new
    assert signed_in.post(reverse("companies:contact_bin", args=[merged_people.source.pk])).status_code == 409


def test_what_is_in_the_bin_or_unknown_is_still_not_found(signed_in, merged, focal_point):
    Company.objects.filter(pk=merged.target.pk).update(binned_at="2026-11-20T00:00Z", binned_by=focal_point)
    assert signed_in.get(reverse("companies:detail", args=[merged.target.pk])).status_code == 404
    assert signed_in.get(reverse("companies:detail", args=[999_999])).status_code == 404


def test_the_history_of_both_tells_of_the_merge(signed_in, merged):
    for company, words in ((merged.source, b"Was merged into another"), (merged.target, b"Merged another company")):
        page = signed_in.get(reverse("workspace:history", args=["companies.company", company.pk]))
        assert page.status_code == 200
        assert words in page.content


def test_a_merged_company_is_not_in_the_bin(signed_in, merged):
    assert b"Baobab Textile<" not in signed_in.get("/bin/?kind=companies").content


# --- programs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["", "timeline/", "approach/"])
def test_reading_by_an_old_id_answers_with_the_survivor(signed_in, merged, what):
    old, new = (f"/api/v1/companies/{each.pk}/{what}" for each in (merged.source, merged.target))
    response = signed_in.get(old)
    assert (response.status_code, response["Content-Location"]) == (200, new)
    assert response.json() == signed_in.get(new).json()
    assert "Content-Location" not in signed_in.get(new)


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_writing_by_an_old_id_is_refused(signed_in, merged, merged_people, method):
    for path, name in (("companies", "Baobab Textiles SA"), ("contacts", "Ousmane Fall")):
        record = merged.source if path == "companies" else merged_people.source
        response = getattr(signed_in, method)(
            f"/api/v1/{path}/{record.pk}/", {"notes": "x"}, content_type="application/json"
        )
        assert response.status_code == 409
        (error,) = response.json()["errors"]
        assert error["code"] == "merged"
        assert name in error["detail"]


def test_a_person_by_an_old_id(signed_in, merged_people):
    response = signed_in.get(f"/api/v1/contacts/{merged_people.source.pk}/")
    assert response.json()["id"] == str(merged_people.target.pk)
    assert response["Content-Location"] == f"/api/v1/contacts/{merged_people.target.pk}/"


def test_an_old_id_in_what_is_written_means_the_survivor(signed_in, merged, merged_people, focal_point):
    old = str(merged.source.pk)

    def post(path, **body):
        response = signed_in.post(f"/api/v1/{path}/", body, content_type="application/json")
        assert response.status_code == 201, response.content
        return response.json()

    new = str(merged.target.pk)
    assert post("contacts", name="Binta Sarr", affiliations=[{"company": old}])["affiliations"][0]["company"] == new
    assert post("companies", legal_name="Baobab Kids", parent=old)["parent"] == new
    assert post("maturity-assessments", company=old, level="mature", evidence="x")["company"] == new
    person = merged_people
    AffiliationFactory(company=merged.target, contact=person.target)
    talk = post(
        "interactions",
        company=old,
        contacts=[str(person.source.pk)],
        kind="call",
        occurred_on="2026-11-02",
        subject="Talk",
    )
    assert (talk["company"], talk["contacts"]) == (new, [str(person.target.pk)])


@pytest.mark.parametrize("path", ["interactions", "coordination-requests", "interests", "documents", "contacts"])
def test_a_list_narrowed_by_an_old_id_is_the_survivors(signed_in, merged, path):
    old, new = (signed_in.get(f"/api/v1/{path}/?company={each.pk}").json() for each in (merged.source, merged.target))
    assert old == new
    assert old["count"] > 0


def test_an_entry_that_is_moved_to_an_old_company_goes_to_its_survivor(cast, merged):
    other = CompanyFactory(lead_office=cast.senegal)
    day = date(2026, 11, 2)
    data = InteractionData(company_id=other.pk, office_id=cast.senegal.pk, kind="call", occurred_on=day, subject="Talk")
    talk = log_interaction(by=cast.focal_point, data=data)
    edit_interaction(by=cast.focal_point, interaction_id=talk.pk, changes={"company_id": merged.source.pk})
    talk.refresh_from_db()
    assert talk.company == merged.target


# --- forms and files -----------------------------------------------------------------------------------------------


def test_a_form_that_names_the_old_company_takes_the_survivor(signed_in, merged):
    page = signed_in.get(reverse("contactlog:create"), {"company": merged.source.pk})
    assert b"Baobab Textiles SA" in page.content
    people = signed_in.get(reverse("companies:contact_list"), {"company": merged.source.pk})
    assert b"Ousmane Fall" in people.content


def test_a_file_that_brings_the_old_lei_or_number_finds_the_survivor(merged):
    lookup = Lookup()
    lookup.load(names=["Nobody"], leis=[LEI], numbers=[])
    assert lookup.with_lei(LEI).pk == merged.target.pk
    finder = CompanyFinder()
    assert finder._by_key(merged.source.pk).pk == merged.target.pk
    assert finder._by_key(merged.source.pk).pk == merged.target.pk


def test_names_of_the_merged_are_found(signed_in, merged):
    found = signed_in.get("/api/v1/companies/suggest/?q=baobab textile").json()
    assert str(merged.source.pk) not in {each["id"] for each in found}
    assert str(merged.target.pk) in {each["id"] for each in found}


def test_people_keep_to_the_kept(merged_people):
    assert Contact.objects.kept().filter(pk=merged_people.source.pk).count() == 0
    assert ContactFactory().merged_into is None


def test_the_bin_leads_from_a_merged_company_to_its_merge(signed_in, merged):
    merge = Merge.objects.get()
    answer = signed_in.post(reverse("workspace:restore", args=["companies", merged.source.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("companies:merge_detail", args=[merge.pk]), 302)]
    assert "does not lie in the bin: it was merged into" in answer.content.decode()
    assert signed_in.post(reverse("workspace:restore", args=["companies", merged.target.pk])).status_code == 404


def test_the_bin_leads_from_a_merged_person_to_the_merge(signed_in, merged_people):
    answer = signed_in.post(reverse("workspace:restore", args=["contacts", merged_people.source.pk]))
    assert answer.url == reverse("companies:merge_detail", args=[Merge.objects.get().pk])
