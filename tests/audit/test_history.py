"""The history of a record, as a reader sees it."""

import pytest
from django.db import connection

from crm.audit.history import history_of
from crm.audit.recorder import acting, record
from crm.audit.registries import verbs
from crm.companies.models import Company
from crm.contactlog.models import Interaction
from tests.factories import AffiliationFactory, CompanyFactory, InteractionFactory, ThemeFactory

# The moment of a change is that of its transaction: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)
RELATED = {"companies.affiliation": "company"}


@pytest.fixture(autouse=True)
def wording(monkeypatch):
    monkeypatch.setitem(verbs._entries, "company.renamed", (1, "Renamed"))


@pytest.fixture
def company(cast):
    with acting(by=cast.focal_point, deed="test"):
        company = CompanyFactory(legal_name="Alpha", country="SN", lead_office=cast.senegal)
    with acting(by=cast.focal_point, deed="test"):
        Company.objects.filter(pk=company.pk).update(legal_name="Beta", country="GH", lead_office=cast.ghana)
        record(verb="company.renamed", subject=company, by=cast.focal_point, on_behalf_of=cast.chief_of_mission)
    return company


def told(record, **options):
    options = {"related": RELATED, "hidden": set(), "limit": 25, **options}
    return history_of(record, **options)[0]


def test_one_deed_is_one_entry_in_words(company):
    renamed, created = told(company)
    assert (renamed.sentence, renamed.by, renamed.on_behalf_of) == ("Renamed", "Awa Ndiaye", "Jean Kouassi")
    [row] = renamed.rows
    assert {f.label: (f.before, f.after) for f in row.fields} == {
        "Legal name": ("Alpha", "Beta"),
        "Country of headquarters": ("Senegal", "Ghana"),
        "Lead office": ("Senegal", "Ghana"),
    }
    assert created.sentence == "Created"


def test_bulk_changes_and_raw_sql_are_caught(company):
    Company.objects.all().update(website="https://one.example")
    with acting(by=None, deed="repair"), connection.cursor() as cursor:
        cursor.execute("update companies_company set website = 'https://two.example'")
    repaired = told(company)[0]
    assert repaired.by == "Concord"
    [change] = repaired.rows[0].fields
    assert (change.before, change.after) == ("https://one.example", "https://two.example")


def test_what_belongs_to_the_record_is_told_with_it(company, cast):
    with acting(by=cast.neighbour, deed="test"):
        affiliation = AffiliationFactory(company=company, contact__name="Ama Boateng")
    with acting(by=cast.neighbour, deed="test"):
        affiliation.delete()
    removed, added = told(company)[:2]
    assert [row.kind for row in (*removed.rows, *added.rows)] == ["delete", "insert"]
    assert "Ama Boateng" in {f.after for f in added.rows[0].fields}
    assert "Ama Boateng" in {f.before for f in removed.rows[0].fields}


def test_links_are_one_field_and_hidden_values_are_not_told(cast):
    with acting(by=cast.focal_point, deed="test"):
        interaction = InteractionFactory(by=cast.focal_point, office=cast.senegal, notes="Very private")
    with acting(by=cast.focal_point, deed="test"):
        interaction.themes.set([ThemeFactory(code="a", name_en="Alpha"), ThemeFactory(code="b", name_en="Beta")])
        Interaction.objects.update(notes="Even more private")
    related = {"contactlog.interaction_themes": "interaction"}
    entries = told(interaction, related=related, hidden={"notes"})
    [row] = entries[0].rows
    fields = {f.label: f for f in row.fields}
    assert fields["Themes"].after == "Alpha, Beta"
    assert fields["Notes"].hidden
    assert "private" not in repr(entries)


@pytest.mark.parametrize("versions", [2, 12])
def test_the_number_of_queries_does_not_grow(company, cast, versions, django_assert_num_queries):
    for number in range(versions):
        with acting(by=cast.focal_point, deed="test"):
            Company.objects.filter(pk=company.pk).update(legal_name=f"Name {number}", lead_office=cast.kenya)
            AffiliationFactory(company=company)
    # keys; two tables and the versions before in one; deeds; names of offices and of people
    with django_assert_num_queries(7):
        told(company)


def test_long_histories_come_in_pages(company, cast):
    for number in range(3):
        with acting(by=cast.focal_point, deed="test"):
            Company.objects.filter(pk=company.pk).update(legal_name=f"Name {number}")
    first, more = history_of(company, related={}, hidden=set(), limit=4)
    last, no_more = history_of(company, related={}, hidden=set(), limit=4, offset=4)
    assert (len(first), more, len(last), no_more) == (4, True, 1, False)
    assert last[0].sentence == "Created"


def test_what_belongs_to_a_record_is_found_by_an_index():
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where tablename = 'contactlog_followupevent'")
        assert any("(interaction_id)" in definition for (definition,) in cursor.fetchall())
