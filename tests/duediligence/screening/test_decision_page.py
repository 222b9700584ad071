"""The decider's page and the memo's doors."""

import json

import pytest
from django.urls import reverse

from duediligence.models import DecisionMemo
from duediligence.screening.memo.canonical import digest
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.votes import cast_vote

EMPTY = {"conditions-TOTAL_FORMS": "0", "conditions-INITIAL_FORMS": "0"}


def page(client, person, screening):
    client.force_login(person)
    return client.get(reverse("duediligence:decision", args=[screening.pk]))


def press(client, person, screening, outcome, reason="Fine as it stands."):
    client.force_login(person)
    told = {"outcome": outcome, "reason": reason, "version": screening.version, **EMPTY}
    return client.post(reverse("duediligence:decision", args=[screening.pk]), told)


def test_the_decider_decides_with_one_reason_and_one_button(client, cast, submitted):
    screening = submitted("low")
    shown = page(client, cast.chief_of_mission, screening).content.decode()
    assert 'value="approved"' in shown
    assert press(client, cast.chief_of_mission, screening, "approved").status_code == 302
    screening.refresh_from_db()
    assert screening.state == "approved"


def test_without_a_reason_nothing_is_decided_and_the_page_says_so(client, cast, submitted):
    screening = submitted("low")
    assert press(client, cast.chief_of_mission, screening, "rejected", reason=" ").status_code == 200
    screening.refresh_from_db()
    assert screening.state == "awaiting_decision"


def test_others_read_who_decides_and_cannot_press(client, cast, submitted):
    screening = submitted("low")
    shown = page(client, cast.outsider, screening).content.decode()
    assert "Chief of mission of Senegal" in shown
    assert 'name="reason"' not in shown
    assert press(client, cast.outsider, screening, "approved").status_code == 403


def test_conditions_in_the_form_are_never_dropped_in_silence(client, cast, submitted):
    screening = submitted("low")
    client.force_login(cast.chief_of_mission)
    row = {"text": "An audit", "owner": cast.focal_point.pk, "due_on": "2099-01-01"}
    told = {f"conditions-0-{name}": value for name, value in row.items()} | EMPTY
    told |= {"conditions-TOTAL_FORMS": "1", "conditions-INITIAL_FORMS": "1", "reason": "Fine.", "outcome": "approved"}
    address = reverse("duediligence:decision", args=[screening.pk])
    assert "or take them out" in client.post(address, told).content.decode()
    unowned = told | {"conditions-0-owner": "", "outcome": "approved_with_conditions"}
    assert "Say who sees to this condition." in client.post(address, unowned).content.decode()
    assert client.post(address, told | {"conditions-0-DELETE": "on"}).status_code == 302
    screening.refresh_from_db()
    assert screening.state == "approved"
    assert "Your answer was not recorded" in client.post(address, told | EMPTY).content.decode()


def test_an_excluded_company_has_no_button_to_approve(client, cast, committee, submitted):
    shown = page(client, committee["deputy_director_general"], submitted("excluded")).content.decode()
    assert 'value="approved"' not in shown
    assert 'value="rejected"' in shown


def test_votes_are_blind_until_the_ballot_is_closed(client, cast, committee, submitted):
    screening = submitted("high")
    cast_vote(by=cast.committee_member, screening_id=screening.pk, vote="reject", reason="Too dear for us.")
    for person in (committee["deputy_director_general"], cast.partnerships_officer, cast.auditor):
        assert "Too dear for us." not in page(client, person, screening).content.decode()
    for seat in ("deputy_director_general", "resource_management", "international_cooperation"):
        cast_vote(by=committee[seat], screening_id=screening.pk, vote="approve", reason="Good.")
    cast_vote(by=cast.regional_director, screening_id=screening.pk, vote="approve", reason="Good.")
    assert "Too dear for us." in page(client, cast.outsider, screening).content.decode()


def test_the_director_general_reads_first_what_the_committee_recommends(client, cast, committee, submitted):
    screening = submitted("very_high")
    for person in (*committee.values(), cast.regional_director):
        cast_vote(by=person, screening_id=screening.pk, vote="approve", reason="Sound.")
    shown = page(client, cast.director_general, screening).content.decode()
    assert 0 < shown.find("Committee recommends: Approve") < shown.find("If you say yes")
    assert shown.count("Sound.") == len(committee) + 1, "and who voted how"


def test_who_cannot_approve_reads_why_without_touching_a_button(client, committee, submitted):
    shown = page(client, committee["deputy_director_general"], submitted("high")).content.decode()
    assert "It cannot be approved now" in shown
    assert "If you say yes" not in shown


def test_who_votes_last_is_told_that_the_ballot_is_closed(client, cast, committee, submitted):
    screening = submitted("high")
    page = reverse("duediligence:vote", args=[screening.pk])
    said = []
    for person in (*committee.values(), cast.regional_director):
        client.force_login(person)
        answer = client.post(page, {"vote": "approve", "reason": "Sound."}, follow=True)
        said += [str(message) for message in answer.context["messages"]]
    assert {each.split(":")[0] for each in said[:-1]} == {
        "Your vote is in. Nobody sees it before the ballot is closed."
    }
    assert said[-1].startswith("Your vote was the last one: the ballot is closed")


def test_the_lists_of_what_waits(client, cast, submitted):
    low, high = submitted("low"), submitted("high", office=cast.ghana, purpose="donation")
    for person, seen in (
        (cast.chief_of_mission, [low]),
        (cast.committee_member, [high]),
        (cast.regional_director, [high]),
        (cast.other_director, []),
    ):
        client.force_login(person)
        steps = client.get(reverse("duediligence:decision_list")).context["steps"]
        assert [step.screening for step in steps] == seen
    client.force_login(cast.outsider)
    assert client.get(reverse("duediligence:committee")).status_code == 403


@pytest.fixture
def decided(cast, submitted):
    return decide(by=cast.chief_of_mission, screening_id=submitted("low").pk, outcome="approved", reason="Good.")


def test_the_memo_is_the_bytes_that_were_hashed(client, cast, decided):
    client.force_login(cast.outsider)
    answer = client.get(reverse("duediligence:memo_json", args=[decided.pk]))
    memo = DecisionMemo.objects.get()
    assert digest(answer.content.decode()) == memo.sha256
    told = json.loads(answer.content)
    assert (told["screening"]["outcome"], told["screening"]["reason"]) == ("Approved", "Good.")
    assert told["route"][0]["decided_by"] == cast.chief_of_mission.name


def test_the_pdf_is_the_same_every_time(client, cast, decided):
    client.force_login(cast.outsider)
    first, second = (client.get(reverse("duediligence:memo_pdf", args=[decided.pk])).content for _ in range(2))
    assert first.startswith(b"%PDF")
    assert first == second
