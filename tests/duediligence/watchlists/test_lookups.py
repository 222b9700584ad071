"""Our parties are looked up under all that the register knows of them, and what was handled does not come back."""

import pytest

from crm.companies.models import CompanyName, Registration
from crm.core.errors import Forbidden
from duediligence.enums import EntryKind, HitState, ListStanding
from duediligence.models import Hit, ListCheck, WatchList
from duediligence.watchlists.selectors import confirmed_standings, freshness, may_submit_checks
from duediligence.watchlists.services.lookups import look_up
from tests.factories import ContactFactory

from .world import NOW, entry, load_into, party, screening

TODAY = NOW.date()


def looked(row, cast, at=NOW):
    return look_up(screening=row, by=cast.partnerships_officer, at=at)


def handle(hit, cast, state=HitState.CLEARED):
    hit.state, hit.reason = state, "Another company."
    hit.resolved_by, hit.resolved_at = cast.administrator, NOW
    if state == HitState.CONFIRMED:
        hit.first_by, hit.first_reason = cast.partnerships_officer, "The same."
    hit.save()
    return hit


@pytest.fixture
def un(cast):
    return load_into("un", cast.administrator)


def test_a_hit_says_why_and_a_clear_result_is_a_record_too(cast, un):
    theirs = entry(un, "Harbour Lights Trading Company", countries=["SN"])
    row = screening(cast)
    clear = party(row, "Completely Different Holdings")
    found = looked(row, cast)
    (hit,) = found.hits
    assert hit.entry == theirs
    assert {"names", "country_same"} <= {reason["code"] for reason in hit.reasons}
    assert sum(reason["effect"] for reason in hit.reasons) == pytest.approx(float(hit.score), abs=0.001)
    assert ListCheck.objects.get(party=clear).hits == 0
    assert ListCheck.objects.exclude(party=clear).get().hits == 1


def test_only_the_partnerships_team_looks_up_and_whoever_sends_the_request(cast, un):
    with pytest.raises(Forbidden):
        look_up(screening=screening(cast), by=cast.neighbour, at=NOW)
    assert look_up(screening=screening(cast, "Another Company"), by=cast.focal_point, at=NOW).hits == []


def test_all_names_and_numbers_of_the_register_are_looked_up(cast, un):
    former = entry(un, "Zhivago Freight")
    numbered = entry(
        un, "Quite Another Word", identifiers=[{"kind": "national", "number": "SN-778812", "country": "SN"}]
    )
    foreign = entry(un, "Мария Соколова", kind=EntryKind.PERSON)
    row = screening(cast)
    CompanyName.objects.create(company=row.company, name="Zhivago Freight SA", kind="former", sort_name="z")
    Registration.objects.create(company=row.company, number="SN 778812", country="SN")
    person = ContactFactory(name="M. S.", native_name="Мария Соколова")
    party(row, "M. S.", kind=EntryKind.PERSON, contact=person)
    assert {hit.entry for hit in looked(row, cast).hits} == {former, numbered, foreign}


def test_an_aircraft_is_no_company(cast, un):
    entry(un, "Harbour Lights Trading", kind=EntryKind.AIRCRAFT)
    assert looked(screening(cast), cast).hits == []


def test_what_was_looked_up_is_not_looked_up_again_until_something_changes(cast, un):
    entry(un, "Harbour Lights Trading")
    row = screening(cast)
    assert looked(row, cast).lookups == 1
    assert looked(row, cast).lookups == 0
    CompanyName.objects.create(company=row.company, name="Other Name", sort_name="o")
    assert looked(row, cast).lookups == 1
    assert Hit.objects.count() == 1


def test_only_what_changed_since_is_compared_with_what_was_looked_up(cast, un):
    row = screening(cast)
    looked(row, cast)
    unseen = entry(un, "Harbour Lights Trading")  # as if it had been there, and no hit
    newer = load_into("un", cast.administrator, content=b"2")
    entry(newer, "Harbour Lights Trading Ltd")
    (hit,) = looked(row, cast).hits
    assert hit.entry != unseen
    assert ListCheck.objects.filter(party__screening=row, load=newer).count() == 1


def test_a_cleared_pair_is_carried_over_to_a_later_screening(cast, un):
    entry(un, "Harbour Lights Trading")
    row = screening(cast)
    (first,) = looked(row, cast).hits
    handle(first, cast)
    later = screening(cast, company=row.company, purpose="donation")
    assert looked(later, cast).hits == []
    carried = Hit.objects.get(party__screening=later)
    assert (carried.state, carried.carried_from, carried.reason) == (HitState.CLEARED, first, first.reason)


def test_a_namesake_of_the_register_carries_nothing_over(cast, un):
    entry(un, "Harbour Lights Trading")
    (first,) = looked(screening(cast), cast).hits
    handle(first, cast)
    assert len(looked(screening(cast), cast).hits) == 1


def test_a_party_outside_the_register_is_known_by_name_kind_and_birth_date(cast, un):
    entry(un, "Amadou Diallo", kind=EntryKind.PERSON)
    facts = {"kind": EntryKind.PERSON, "birth_date": "1960-05-17"}
    one, same, other = (screening(cast, f"Company {n}") for n in "ABC")
    party(one, "Amadou Diallo", **facts)
    (first,) = looked(one, cast).hits
    handle(first, cast)
    party(same, "AMADOU DIALLO", **facts)
    party(other, "Amadou Diallo", **facts | {"birth_date": "1971"})
    assert looked(same, cast).hits == []
    assert len(looked(other, cast).hits) == 1


def test_nobodys_own_word_is_carried_into_what_they_asked_for(cast, un):
    entry(un, "Harbour Lights Trading")
    row = screening(cast)
    (first,) = looked(row, cast).hits
    handle(first, cast)
    own = screening(cast, company=row.company, requested_by=cast.administrator, purpose="donation")
    assert len(looked(own, cast).hits) == 1


@pytest.mark.parametrize("state", [HitState.CLEARED, HitState.CONFIRMED])
def test_a_changed_entry_opens_the_hit_again_and_says_so(cast, un, state):
    theirs = entry(un, "Harbour Lights Trading")
    row = screening(cast)
    (hit,) = looked(row, cast).hits
    handle(hit, cast, state)
    newer = load_into("un", cast.administrator, content=b"2")
    theirs.fingerprint, theirs.changed_load = "b" * 64, newer
    theirs.save()
    assert looked(row, cast).hits == [hit]
    hit.refresh_from_db()
    assert (hit.state, hit.resolved_at, hit.first_by, hit.fingerprint) == (HitState.OPEN, None, None, "b" * 64)
    (said,) = hit.earlier
    assert (said["because"], said["state"], said["by"]) == ("entry_changed", state, cast.administrator.pk)


def test_a_birth_date_that_agrees_opens_the_hit_again(cast, un):
    entry(un, "Amadou Diallo", kind=EntryKind.PERSON, birth_dates=["1960-05-17"])
    row = screening(cast)
    person = party(row, "Amadou Diallo", kind=EntryKind.PERSON, birth_date="1960-11-30")
    (hit,) = looked(row, cast).hits
    handle(hit, cast)
    person.birth_date = "1960-05-17"
    person.save()
    assert looked(row, cast).hits == [hit]
    hit.refresh_from_db()
    assert hit.earlier[0]["because"] == "party_changed"


def test_confirmed_hits_count_by_the_standing_of_their_list_while_they_are_listed(cast, un):
    ours = load_into("own", cast.administrator)
    for load in (un, ours):
        entry(load, "Harbour Lights Trading")
    row = screening(cast)
    hits = looked(row, cast).hits
    for hit in hits:
        handle(hit, cast, HitState.CONFIRMED)
    assert sorted(confirmed_standings(row)) == [ListStanding.OTHER, ListStanding.UN]
    for hit in hits:
        hit.entry.closed_load = hit.load
        hit.entry.save()
    assert confirmed_standings(row) == []


def code_of(row):
    verdict = may_submit_checks(row, TODAY)
    return "" if verdict else verdict.code


def test_nothing_is_submitted_without_a_fresh_list_in_which_all_were_looked_up(cast):
    row = screening(cast)
    assert code_of(row) == "list_missing"
    stale = load_into("un", cast.administrator, on=TODAY.replace(month=10, day=5))
    looked(row, cast)
    assert code_of(row) == "list_stale"
    stale.loaded_at = NOW.replace(month=10, day=6)
    stale.save()
    assert code_of(row) == ""
    added = party(row, "Somebody Else")
    assert code_of(row) == "not_looked_up"
    looked(row, cast)
    assert code_of(row) == ""
    load_into("own", cast.administrator)
    assert code_of(row) == "not_looked_up"
    looked(row, cast)
    entry(load_into("un", cast.administrator, content=b"2"), "Somebody Else")
    assert code_of(row) == "not_looked_up"
    (hit,) = looked(row, cast).hits
    assert hit.party == added
    assert code_of(row) == "open_hits"
    hit.entry.closed_load = hit.load
    hit.entry.save()
    assert code_of(row) == ""
    WatchList.objects.update(required=False)
    assert code_of(row) == "no_list"


def test_the_same_file_again_makes_a_list_fresh(cast):
    load_into("un", cast.administrator, on=TODAY.replace(month=6))
    load_into("un", cast.administrator, on=TODAY, state="unchanged")
    load_into("un", cast.administrator, on=TODAY.replace(month=7), content=b"broken", state="failed")
    by_code = {each.watchlist.code: each for each in freshness(TODAY)}
    assert (by_code["un"].age_days, by_code["un"].stale) == (0, False)
    assert by_code["ofac"].stale
    assert by_code["ofac"].list_date is None
