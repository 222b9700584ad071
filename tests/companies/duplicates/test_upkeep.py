"""Pairs follow the register, whoever writes it and by whatever way."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from crm.companies.duplicates.registers import COMPANIES, PEOPLE
from crm.companies.enums import NameKind, PairState
from crm.companies.models import CompanyName, CompanyPair, CompanyToCompare, ContactPair, ContactToCompare, Registration
from crm.companies.services import pair_upkeep as upkeep
from crm.core import clock
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory, UserFactory

pytestmark = pytest.mark.django_db


def compare() -> None:
    while upkeep.compare_some(register=COMPANIES) or upkeep.compare_some(register=PEOPLE):
        pass


def pairs() -> set[tuple[int, int]]:
    return set(CompanyPair.objects.in_register().values_list("first", "second"))


@pytest.fixture
def two():
    return CompanyFactory(legal_name="Blue Heron Foods Ltd"), CompanyFactory(legal_name="Blue Heron Foods Limited")


def test_two_that_are_alike_make_one_pair(two):
    CompanyFactory(legal_name="Red Kite Logistics")
    compare()
    assert pairs() == {(two[0].pk, two[1].pk)}
    pair = CompanyPair.objects.get()
    assert pair.score >= 0.85
    assert pair.reasons


def test_each_of_its_names_is_looked_up(two):
    compare()
    company = CompanyFactory(legal_name="Red Kite Logistics")
    for name in ("Amber Dune", "Cobalt Grove", "Ember Fjord", "Harbour Birch", "Blue Heron Foods"):
        CompanyName.objects.create(company=company, name=name, sort_name=name.casefold(), kind=NameKind.TRADING)
    with CaptureQueriesContext(connection) as queries:
        compare()
    assert {pair for pair in pairs() if company.pk in pair} == {(pk.pk, company.pk) for pk in two}
    assert sum("asked(n, keys)" in query["sql"] for query in queries) <= 2


def test_a_pair_goes_when_it_no_longer_matches(two):
    compare()
    with connection.cursor() as cursor:
        cursor.execute("update companies_company set legal_name = 'Zebra Mining' where id = %s", [two[1].pk])
    compare()
    assert pairs() == set()


def test_what_lies_in_the_bin_makes_no_pair_and_comes_back_with_it(two):
    compare()
    two[1].binned_at, two[1].binned_by = clock.now(), UserFactory()
    two[1].save()
    compare()
    assert pairs() == set()
    two[1].binned_at = two[1].binned_by = None
    two[1].save()
    compare()
    assert pairs() == {(two[0].pk, two[1].pk)}


STATEMENTS = {
    "name": "update companies_company set legal_name = 'Other' where id = {pk}",
    "country": "update companies_company set country = 'KE' where id = {pk}",
    "kind": "update companies_company set kind = 'foundation' where id = {pk}",
    "lei": "update companies_company set lei = '5493001KJTIIGC8Y1R12' where id = {pk}",
    "website": "update companies_company set website = 'https://x.example' where id = {pk}",
    "bin": "update companies_company set binned_at = now() where id = {pk}",
    "other name": "insert into companies_companyname (company_id, name, sort_name, kind) values ({pk}, 'B', 'b', '')",
    "number": "insert into companies_registration (company_id, kind, number, country) values ({pk}, 'tax', '7', 'SN')",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=list(STATEMENTS))
def test_raw_sql_is_noted_too(statement):
    company = CompanyFactory()
    CompanyToCompare.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(statement.format(pk=company.pk))
    assert list(CompanyToCompare.objects.values_list("record", flat=True)) == [company.pk]


@pytest.mark.parametrize(
    "column", ["city = 'Dakar'", "status = 'active'", "description = 'x'", "legal_name = legal_name"]
)
def test_what_is_not_compared_is_not_noted(column):
    company = CompanyFactory()
    CompanyToCompare.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"update companies_company set {column} where id = {company.pk}")
    assert not CompanyToCompare.objects.exists()


def test_a_name_that_moves_concerns_both():
    here, there = CompanyFactory(), CompanyFactory()
    name = CompanyName.objects.create(company=here, name="Acme", sort_name="acme", kind=NameKind.TRADING)
    CompanyToCompare.objects.all().delete()
    CompanyName.objects.filter(pk=name.pk).update(company=there)
    assert set(CompanyToCompare.objects.values_list("record", flat=True)) == {here.pk, there.pk}
    CompanyToCompare.objects.all().delete()
    CompanyName.objects.filter(pk=name.pk).delete()
    assert set(CompanyToCompare.objects.values_list("record", flat=True)) == {there.pk}


@pytest.mark.parametrize(
    "statement",
    [
        "update companies_contact set emails = '{{a@b.example}}' where id = {pk}",
        "update companies_contact set phones = '{{+221 1}}' where id = {pk}",
        "update companies_contact set consent = 'withdrawn' where id = {pk}",
        "update companies_affiliation set until = '2026-01-01' where contact_id = {pk}",
        "delete from companies_affiliation where contact_id = {pk}",
    ],
)
def test_raw_sql_about_people_is_noted_too(statement):
    contact = AffiliationFactory().contact
    ContactToCompare.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(statement.format(pk=contact.pk))
    assert list(ContactToCompare.objects.values_list("record", flat=True)) == [contact.pk]


def test_people_with_one_address_are_one_person_perhaps():
    one = ContactFactory(name="Anna-Maria Dupont", emails=["am@x.example"])
    other = ContactFactory(name="Anna Dupond", emails=["AM@x.example"])
    ContactFactory(name="Omar Ba", emails=["am@x.example"])
    compare()
    assert set(ContactPair.objects.values_list("first", "second")) == {(one.pk, other.pk)}


def test_locked_addresses_are_not_compared():
    ContactFactory(name="Anna-Maria Dupont", emails=["am@x.example"], consent="withdrawn")
    ContactFactory(name="Anna Dupond", emails=["am@x.example"])
    compare()
    assert not [pair for pair in ContactPair.objects.all() if "email_same" in str(pair.reasons)]


def decided(pair: CompanyPair) -> None:
    """As the service does."""
    read = COMPANIES.read([pair.first_id, pair.second_id])
    CompanyPair.objects.filter(pk=pair.pk).update(
        state=PairState.NOT_SAME,
        decided_by=UserFactory(),
        decided_at=clock.now(),
        first_print=read[pair.first_id].fingerprint,
        second_print=read[pair.second_id].fingerprint,
    )


def test_not_the_same_holds_until_one_of_the_two_changes(two):
    compare()
    decided(CompanyPair.objects.get())
    upkeep.compare_all(register=COMPANIES)
    compare()
    assert CompanyPair.objects.get().state == PairState.NOT_SAME
    Registration.objects.create(company=two[1], number="77", country="SN")
    compare()
    pair = CompanyPair.objects.get()
    assert (pair.state, pair.first_changed, pair.second_changed) == (PairState.OPEN, False, True)
    assert pair.decided_by is not None


def test_a_decision_outlives_the_bin(two):
    compare()
    decided(CompanyPair.objects.get())
    two[0].binned_at, two[0].binned_by = clock.now(), UserFactory()
    two[0].save()
    compare()
    upkeep.compare_all(register=COMPANIES)
    compare()
    two[0].binned_at = two[0].binned_by = None
    two[0].save()
    compare()
    assert CompanyPair.objects.get().state == PairState.NOT_SAME


def test_a_decision_goes_with_its_reason(two):
    compare()
    decided(CompanyPair.objects.get())
    two[1].legal_name = "Zebra Mining"
    two[1].save()
    compare()
    assert not CompanyPair.objects.exists()


def test_parent_and_subsidiary_are_no_duplicates(two):
    two[1].parent = two[0]
    two[1].save()
    compare()
    assert pairs() == set()


def test_nothing_is_written_where_nothing_changed(two, django_assert_num_queries):
    compare()
    upkeep.compare_all(register=COMPANIES)
    before = CompanyPair.objects.values_list("pk", "found_at").get()
    compare()
    assert CompanyPair.objects.values_list("pk", "found_at").get() == before


def test_a_round_that_fails_forgets_nothing(two, monkeypatch):
    def broken(*_args):
        raise RuntimeError("killed")

    monkeypatch.setattr(upkeep, "_write", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        upkeep.compare_some(register=COMPANIES)
    assert CompanyToCompare.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_sweep_at_the_same_time_share_the_work():
    for number in range(30):
        CompanyFactory(legal_name=f"Heron {number // 2:02} Foods{' Ltd' if number % 2 else ''}")

    def sweep():
        try:
            while upkeep.compare_some(register=COMPANIES, batch=3):
                pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not CompanyToCompare.objects.exists()
    once = set(CompanyPair.objects.values_list("first", "second"))
    upkeep.compare_all(register=COMPANIES)
    while upkeep.compare_some(register=COMPANIES):
        pass
    assert set(CompanyPair.objects.values_list("first", "second")) == once


@pytest.mark.django_db(transaction=True)
def test_what_changes_while_it_is_compared_is_looked_at_again(monkeypatch):
    one = CompanyFactory(legal_name="Blue Heron Foods Ltd")
    other = CompanyFactory(legal_name="Blue Heron Foods Limited")
    upkeep.compare_waiting(register=COMPANIES, seconds=5)
    CompanyPair.objects.all().delete()
    upkeep._note(COMPANIES, [one.pk])
    lock = upkeep._lock

    def rename_meanwhile(register):
        monkeypatch.setattr(upkeep, "_lock", lock)

        def rename():
            type(other).objects.filter(pk=other.pk).update(legal_name="Zebra Mining")
            while upkeep.compare_some(register=COMPANIES):
                pass
            connections.close_all()

        thread = threading.Thread(target=rename)
        thread.start()
        thread.join()
        lock(register)

    monkeypatch.setattr(upkeep, "_lock", rename_meanwhile)
    while upkeep.compare_some(register=COMPANIES):
        pass
    assert pairs() == set()
