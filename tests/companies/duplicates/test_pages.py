"""The queues of possible duplicates and the page of a pair."""

import pytest
from django.urls import reverse

from crm.audit.models import AuditEvent
from crm.companies import pair_progress
from crm.companies.duplicates.registers import COMPANIES, PEOPLE
from crm.companies.enums import PairState
from crm.companies.models import Company, CompanyPair, ContactPair
from crm.companies.pair_parts import _waiting
from crm.companies.services import pair_upkeep as upkeep
from crm.core import clock
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast) -> CompanyPair:
    CompanyFactory(legal_name="Blue Heron Foods Ltd", lead_office=cast.senegal, city="Dakar")
    CompanyFactory(legal_name="Blue Heron Foods Limited", lead_office=cast.ghana)
    while upkeep.compare_some(register=COMPANIES):
        pass
    return CompanyPair.objects.get()


@pytest.fixture
def people(cast) -> ContactPair:
    company = CompanyFactory()
    for email in ("Awa.Diop@x.example", "awa@y.example"):
        contact = ContactFactory(name="Awa Diop", emails=[email, "awa.diop@z.example"])
        AffiliationFactory(contact=contact, company=company)
    while upkeep.compare_some(register=PEOPLE):
        pass
    return ContactPair.objects.get()


def decide(client, pair, **data):
    return client.post(reverse("companies:pair_decide", args=[pair.pk]), data)


def test_the_queue_shows_what_is_to_be_decided_best_first(client, pair, focal_point):
    client.force_login(focal_point)
    page = client.get(reverse("companies:pair_list")).content.decode()
    assert "Blue Heron Foods Ltd" in page
    assert "Blue Heron Foods Limited" in page
    assert "Strong" in page


def test_a_decided_pair_leaves_the_queue_and_is_found_by_its_state(client, pair, focal_point):
    client.force_login(focal_point)
    assert decide(client, pair, reason="Two sister companies").status_code == 302
    assert "Blue Heron" not in client.get(reverse("companies:pair_list")).content.decode()
    assert "Blue Heron" in client.get(reverse("companies:pair_list") + "?state=not_same").content.decode()


def test_the_page_says_field_by_field_and_in_words(client, pair, focal_point):
    client.force_login(focal_point)
    page = client.get(reverse("companies:pair", args=[pair.pk])).content.decode()
    for words in ("Side by side", "Agrees", "Only one says it", "Not the same", "What hangs on them"):
        assert words in page


def test_the_decision_is_kept_with_its_reason_and_on_both_histories(client, pair, focal_point):
    client.force_login(focal_point)
    decide(client, pair, reason="Two sister companies")
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by, pair.decided_why) == (
        PairState.NOT_SAME,
        focal_point,
        "Two sister companies",
    )
    events = AuditEvent.objects.filter(verb="company.told_apart")
    assert {event.subject_id for event in events} == {str(pair.first_id), str(pair.second_id)}
    assert "Two sister companies" in client.get(reverse("companies:pair", args=[pair.pk])).content.decode()


def test_it_can_be_taken_back(client, pair, focal_point, neighbour):
    client.force_login(focal_point)
    decide(client, pair)
    client.force_login(neighbour)
    decide(client, pair, undo="1")
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == (PairState.OPEN, None)
    assert AuditEvent.objects.filter(verb="company.told_apart_undone").count() == 2


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_may_not_edit_decides_nothing(client, pair, cast, who):
    client.force_login(getattr(cast, who))
    assert decide(client, pair).status_code == 403
    page = client.get(reverse("companies:pair", args=[pair.pk])).content.decode()
    assert "Not the same" in page
    assert 'aria-disabled="true"' in page
    pair.refresh_from_db()
    assert pair.state == PairState.OPEN


def test_twice_the_same_word_is_a_conflict(client, pair, focal_point):
    client.force_login(focal_point)
    decide(client, pair)
    assert decide(client, pair).status_code == 409


def test_a_pair_of_which_one_lies_in_the_bin_is_not_there(client, pair, focal_point):
    Company.objects.filter(pk=pair.first_id).update(binned_at=clock.now())
    client.force_login(focal_point)
    assert client.get(reverse("companies:pair", args=[pair.pk])).status_code == 404
    assert decide(client, pair).status_code == 404


def test_a_change_since_is_told(client, pair, focal_point):
    client.force_login(focal_point)
    decide(client, pair, reason="Two sister companies")
    Company.objects.filter(pk=pair.second_id).update(website="https://heron.example")
    while upkeep.compare_some(register=COMPANIES):
        pass
    page = client.get(reverse("companies:pair", args=[pair.pk])).content.decode()
    assert "changed since then" in page
    assert "Two sister companies" in page


def test_too_long_a_reason_is_told(client, pair, focal_point):
    client.force_login(focal_point)
    response = client.post(reverse("companies:pair_decide", args=[pair.pk]), {"reason": "x" * 301}, follow=True)
    assert "at most 300 characters" in response.content.decode()


def test_many_at_once_and_back(client, pair, focal_point):
    client.force_login(focal_point)
    url = reverse("listing:bulk_change", args=["company_pairs"])
    sent = {"row": [pair.pk], "scope": "rows", "query": "", "reason": "Sisters"}
    assert "Blue Heron" in client.post(url, sent | {"step": "preview"}).content.decode()
    response = client.post(url, sent | {"step": "apply"})
    pair.refresh_from_db()
    assert pair.state == PairState.NOT_SAME
    client.post(response["Location"].rstrip("/") + "/undo/")
    pair.refresh_from_db()
    assert pair.state == PairState.OPEN


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=heron", True),
        ("q=kite", False),
        ("strength=strong", True),
        ("strength=possible", False),
        ("kind=foundation", False),
        ("kind=company", True),
        ("state=every", True),
        ("state=not_same", False),
    ],
)
def test_filters(client, pair, focal_point, query, found):
    client.force_login(focal_point)
    page = client.get(f"{reverse('companies:pair_list')}?{query}").content.decode()
    assert ("Blue Heron Foods Limited" in page) is found


def test_by_office_and_region(client, pair, focal_point, cast):
    client.force_login(focal_point)
    for key, office, found in (
        ("lead_office", cast.ghana, True),
        ("lead_office", cast.dakar, True),
        ("lead_office", cast.kenya, False),
        ("region", cast.dakar, True),
        ("region", cast.nairobi, False),
    ):
        page = client.get(f"{reverse('companies:pair_list')}?{key}={office.pk}").content.decode()
        assert ("Blue Heron Foods Limited" in page) is found, (key, office)


def test_people_have_their_queue(client, people, focal_point):
    client.force_login(focal_point)
    assert "Awa Diop" in client.get(reverse("companies:contact_pair_list")).content.decode()
    page = client.get(reverse("companies:contact_pair", args=[people.pk])).content.decode()
    assert "The same e-mail address" in page
    assert "awa.diop@z.example" in page
    response = client.post(reverse("companies:contact_pair_decide", args=[people.pk]), {"reason": "Sisters"})
    assert response.status_code == 302
    people.refresh_from_db()
    assert people.state == PairState.NOT_SAME


def test_strong_ones_of_my_own_office_wait_for_me(pair, cast):
    assert list(_waiting(cast.focal_point, clock.today())) == []
    Company.objects.update(lead_office=cast.senegal)
    for who, waits in (("focal_point", 1), ("regional_director", 1), ("neighbour", 0), ("auditor", 0)):
        assert len(list(_waiting(getattr(cast, who), clock.today()))) == waits, who


@pytest.mark.parametrize("which", ["companies", "people"])
def test_the_queue_says_how_far_the_search_is(client, cast, monkeypatch, which):
    monkeypatch.setattr(pair_progress, "WORTH_TELLING", 2)
    client.force_login(cast.focal_point)
    factory = CompanyFactory if which == "companies" else ContactFactory
    for number in range(4):
        factory(**{"legal_name" if which == "companies" else "name": f"Baobab {number}"})
    while upkeep.compare_some(register=COMPANIES, batch=1) or upkeep.compare_some(register=PEOPLE, batch=1):
        pass
    progress = f"/{which}/duplicates/progress/"
    assert progress not in client.get(f"/{which}/duplicates/").content.decode()
    register = COMPANIES if which == "companies" else PEOPLE
    upkeep.compare_all(register=register)
    upkeep.compare_some(register=register, batch=1)
    page = client.get(f"/{which}/duplicates/").content.decode()
    assert f'hx-get="{progress}"' in page
    assert "1 of 4 compared" in page
    assert "1 of 4 compared" in client.get(progress).content.decode()
    register.queue.objects.all().delete()
    assert "All records have been compared." in client.get(progress).content.decode()
