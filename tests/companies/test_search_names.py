"""The index of names: whole after every way of writing, found while nobody has filled it, built in the background."""

import threading

import pytest
from django.db import connection, connections, transaction

from crm.companies.contact_suggestions import search as search_people
from crm.companies.models import (
    COMPANY_NAMES,
    Company,
    CompanySearchName,
    Contact,
    ContactSearchName,
    NameIndex,
)
from crm.companies.services import names
from crm.companies.services.bin import bin_company, restore_company
from crm.companies.services.companies import CompanyData, NameData, create_company, update_company
from crm.companies.services.contacts import ContactData, create_contact, update_contact
from crm.companies.suggestions import search, suggest
from crm.core import clock
from crm.core.names import frequency, upkeep
from crm.core.names.keys import INDEX_VERSION
from crm.core.names.retrieval import candidates
from crm.jobs.models import Job
from tests.factories import CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db


def found(user, text):
    return [each.name for each in suggest(user, text)]


def unfilled():
    return CompanySearchName.objects.filter(version=0).count() + ContactSearchName.objects.filter(version=0).count()


def sql(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)


@pytest.fixture
def baobab(focal_point, cast):
    return create_company(
        by=focal_point,
        data=CompanyData(legal_name="Baobab Textiles SA", lead_office=cast.senegal),
        names=[NameData("Cotonnière du Sine")],
    )


class TestWrittenByServices:
    def test_a_new_company_is_indexed_with_it(self, baobab):
        rows = CompanySearchName.objects.filter(subject_id=baobab.pk).order_by("source")
        assert [(row.name, row.folded, row.version) for row in rows] == [
            ("Baobab Textiles SA", "baobab textiles", INDEX_VERSION),
            ("Cotonnière du Sine", "cotonniere du sine", INDEX_VERSION),
        ]

    def test_a_new_name_is_found_and_so_is_the_former_one(self, baobab, focal_point):
        update_company(company_id=baobab.pk, by=focal_point, changes={"legal_name": "Dakar Weaving"})
        assert unfilled() == 0
        assert found(focal_point, "dakar w") == found(focal_point, "baobab") == ["Dakar Weaving"]

    def test_what_happens_is_undone_with_the_transaction(self, baobab, focal_point):
        with transaction.atomic():
            update_company(company_id=baobab.pk, by=focal_point, changes={"legal_name": "Dakar Weaving"})
            transaction.set_rollback(True)
        assert found(focal_point, "dakar w") == []

    def test_other_names_come_and_go(self, baobab, focal_point):
        update_company(company_id=baobab.pk, by=focal_point, changes={}, names=[NameData("Sine Cotton")])
        assert unfilled() == 0
        assert found(focal_point, "sine cot") == ["Baobab Textiles SA"]
        assert found(focal_point, "cotonnière") == []

    def test_the_bin_hides_and_gives_back(self, baobab, focal_point):
        bin_company(company_id=baobab.pk, by=focal_point)
        assert found(focal_point, "baobab") == candidates(COMPANY_NAMES, "baobab") == []
        restore_company(company_id=baobab.pk, by=focal_point)
        assert found(focal_point, "baobab") == ["Baobab Textiles SA"]

    def test_people_too(self, focal_point):
        awa = create_contact(by=focal_point, data=ContactData(name="Awa Diallo"))
        update_contact(contact_id=awa.pk, by=focal_point, changes={"native_name": "عوا ديالو"})
        assert unfilled() == 0
        assert [each.id for each in search_people(focal_point, "ديالو").found] == [awa.pk]


class TestWrittenPastThem:
    def test_a_row_that_raw_sql_adds_is_found_at_once(self, focal_point, baobab):
        sql(
            "insert into companies_company (version, created_at, updated_at, legal_name, sort_name, kind,"
            " status, status_reason, country, city, isic, size, website, lei,"
            " global_compact, found_by, found_note, description)"
            " select 1, now(), now(), 'Société Énergie du Lac', 'x', kind, status, '', 'TD', '', '', '', '', '',"
            " global_compact, found_by, '', '' from companies_company"
        )
        assert found(focal_point, "societe energie") == ["Société Énergie du Lac"]
        assert found(focal_point, "lac ener") == ["Société Énergie du Lac"]
        assert found(focal_point, "Enregie du Lac") == ["Société Énergie du Lac"]
        assert names.sweep() == 1
        assert unfilled() == 0
        assert found(focal_point, "lac ener") == ["Société Énergie du Lac"]

    def test_a_name_that_raw_sql_changes_leaves_no_stale_row(self, focal_point, baobab):
        sql("update companies_company set legal_name = 'Éthiopie Café' where id = %s", baobab.pk)
        assert found(focal_point, "baobab") == []
        assert found(focal_point, "ethiopie") == ["Éthiopie Café"]
        assert CompanySearchName.objects.get(subject_id=baobab.pk, source=0).keys is None

    def test_what_changes_nothing_of_the_name_costs_nothing(self, baobab):
        Company.objects.filter(pk=baobab.pk).update(city="Thiès", legal_name="Baobab Textiles SA")
        assert unfilled() == 0

    def test_other_names_move_with_their_company(self, focal_point, baobab):
        other = CompanyFactory(legal_name="Zenith")
        sql("update companies_companyname set company_id = %s", other.pk)
        assert found(focal_point, "cotonniere") == ["Zenith"]

    def test_deleted_rows_are_gone(self, focal_point, baobab):
        sql("delete from companies_companyname")
        assert found(focal_point, "cotonniere") == []
        CompanyFactory(legal_name="Zenith").delete()
        assert found(focal_point, "zenith") == []

    def test_binned_and_merged_ones_are_out_of_sight(self, focal_point, baobab):
        sql("update companies_company set binned_at = now()")
        assert found(focal_point, "baobab") == []
        assert not CompanySearchName.objects.filter(live=True).exists()

    def test_people_by_bulk_and_by_sql(self, focal_point):
        Contact.objects.bulk_create([Contact(name="Nadia Haddad", native_name="نادية حداد", sort_name="x")])
        assert [each.name for each in search_people(focal_point, "haddad nad").found] == ["Nadia Haddad"]
        Contact.objects.update(native_name="", name="Nadia Khoury")
        assert search_people(focal_point, "haddad").found == []
        assert ContactSearchName.objects.count() == 1


class TestBackground:
    @pytest.fixture
    def older(self):
        """A register that is older than the index."""
        CompanyFactory(legal_name="Baobab Textiles").other_names.create(name="Sine Cotton", sort_name="sine cotton")
        ContactFactory(name="Ousmane Fall")
        CompanySearchName.objects.all().delete()
        ContactSearchName.objects.all().delete()
        for key in ("companies", "people"):
            NameIndex.objects.create(index=key, owed=True)

    def test_until_it_is_built_beginnings_are_found_and_the_page_says_so(self, older, focal_point, client):
        answer = search(focal_point, "baobab")
        assert answer.incomplete
        assert [each.name for each in answer.found] == ["Baobab Textiles"]
        assert [each.name for each in search_people(focal_point, "ousmane").found] == ["Ousmane Fall"]
        client.force_login(focal_point)
        assert "still being put in order" in client.get("/search/?q=baobab").text

    def test_the_sweep_starts_one_job_which_builds_it(self, older, focal_point, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            names.sweep()
            names.sweep()
        job = Job.objects.get(kind=names.JOB)
        assert job.state == "done"
        assert job.result["companies"]["added"] == 2
        assert job.done == job.total
        assert not search(focal_point, "x").incomplete
        assert found(focal_point, "cotton sine") == ["Baobab Textiles"]
        assert [each.name for each in search_people(focal_point, "fall").found] == ["Ousmane Fall"]

    def test_a_second_run_finds_nothing_to_do(self, older):
        names.build(lambda done, total: None, at=clock.now())
        again = names.build(lambda done, total: None, at=clock.now())
        assert [(part["added"], part["filled"]) for part in again.values()] == [(0, 0), (0, 0)]

    def test_cut_off_in_the_middle_it_goes_on_where_it_was(self, older, monkeypatch, focal_point):
        monkeypatch.setattr(upkeep, "BATCH", 1)
        for n in range(5):
            CompanyFactory(legal_name=f"Batch {n}")
        CompanySearchName.objects.all().delete()

        def killed(done, total):
            if done > total // 2:
                raise SystemExit

        with pytest.raises(SystemExit):
            names.build(killed, at=clock.now())
        assert NameIndex.objects.get(index="companies").owed
        names.build(lambda done, total: None, at=clock.now())
        assert CompanySearchName.objects.filter(version=INDEX_VERSION).count() == 7
        assert not NameIndex.objects.filter(owed=True).exists()

    def test_another_normaliser_makes_it_anew(self, baobab, focal_point, monkeypatch):
        monkeypatch.setattr(upkeep, "INDEX_VERSION", INDEX_VERSION + 1)
        assert found(focal_point, "baobab") == ["Baobab Textiles SA"], "the older index serves meanwhile"
        names.sweep()
        assert set(CompanySearchName.objects.values_list("version", flat=True)) == {INDEX_VERSION + 1}

    def test_frequent_keys_are_counted(self, monkeypatch, focal_point):
        monkeypatch.setattr(upkeep, "FREQUENT", 3)
        for n in range(4):
            create_company(by=focal_point, data=CompanyData(legal_name=f"Harbour {'abcd'[n] * 6}"))
        names.build(lambda done, total: None, at=clock.now())
        known = frequency.frequencies(COMPANY_NAMES)
        frequency.forget()
        assert set(known.rows.values()) == {4}, "those of the word that all four share"
        two = set(sorted(known.rows)[:2])
        assert set(known.chosen({7, *two}, most=8)) == {7, *two}
        assert set(known.chosen({7, *two}, most=7)) == {7, min(two)}
        assert known.chosen(two, most=3) == []


@pytest.mark.django_db(transaction=True)
def test_a_write_in_the_middle_of_a_build_is_not_lost(focal_point):
    """The builder has read the old name when a colleague renames the company; the index ends with the new one."""
    company = CompanyFactory(legal_name="Old Name")
    CompanySearchName.objects.all().delete()
    NameIndex.objects.create(index="companies", owed=True)
    reading, written = threading.Event(), threading.Event()

    def rename():
        reading.wait(5)
        try:
            Company.objects.filter(pk=company.pk).update(legal_name="New Name")
            written.set()
        finally:
            connections.close_all()

    writer = threading.Thread(target=rename)
    writer.start()
    with transaction.atomic():
        upkeep.add_missing(COMPANY_NAMES, after=0, until=company.pk)
        reading.set()
        assert not written.wait(0.3), "the row is held while it is indexed"
    writer.join(5)
    assert list(CompanySearchName.objects.values_list("name", flat=True)) == ["New Name"]
    names.build(lambda done, total: None, at=clock.now())
    assert found(focal_point, "new na") == ["New Name"]
    assert found(focal_point, "old na") == []


@pytest.mark.django_db(transaction=True)
def test_a_company_that_somebody_holds_is_brought_by_the_next_walk():
    company = CompanyFactory()
    CompanySearchName.objects.all().delete()
    NameIndex.objects.create(index="companies", owed=True)
    held, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Company.objects.select_for_update().get(pk=company.pk)
                held.set()
                done.wait(5)
        finally:
            connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    names.build(lambda done, total: None, at=clock.now())
    assert NameIndex.objects.get(index="companies").owed
    done.set()
    holder.join(5)
    names.build(lambda done, total: None, at=clock.now())
    assert not NameIndex.objects.get(index="companies").owed
    assert CompanySearchName.objects.filter(subject_id=company.pk).exists()


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Газпром", "gazprom"),
        ("Gazprom", "Газпром"),
        ("华为技术有限公司", "huawei"),
        ("Huawei", "华为"),
        ("Acme Ltd", "acme limited"),
        ("Acme Ltd", "acme lt"),
        ("Acme GmbH", "Acme S.A."),
        ("Łódź Przędza", "lodz przedza"),
        ("Baobab Textiles", "textiles baobab"),
        ("Baobab Textiles", "baobob textiles"),
        ("Baobab Textiles", "baobabtextiles"),
        ("Baobab Textiles", "beobob textiles"),
        ("Philips Lighting", "filips lighting"),
        ("Nur Company", "شركة نور"),
        ("أرامكو", "aramco"),
    ],
)
def test_found_however_it_is_written(held, asked, focal_point):
    create_company(by=focal_point, data=CompanyData(legal_name=held))
    create_company(by=focal_point, data=CompanyData(legal_name="Zenith Shipping"))
    assert found(focal_point, asked) == [held]


def test_nothing_is_found_for_noise_and_for_those_who_left(focal_point, baobab):
    assert found(focal_point, "qqqqqqqqq") == found(focal_point, "%") == found(focal_point, "") == []
    focal_point.is_active = False
    assert found(focal_point, "baobab") == []
