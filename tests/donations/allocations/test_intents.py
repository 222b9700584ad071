"""A gift that can't be used as it was meant: whom we ask, what they say, and nothing of it moves before."""

import pytest
from django.core.exceptions import ValidationError

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden
from crm.core.extension_points import inbox_sources
from donations.allocations.selectors import free, pools
from donations.allocations.services.allocations import take_back
from donations.allocations.services.intents import answer, ask
from donations.ledger.balances import pool
from donations.models import Donation, IntentQuestion
from tests.allocations_world import approved, second_officer
from tests.donations_world import DAY, accepted, cause, gift

WHY = "The project in Tabuk ended"


@pytest.fixture
def given(cast, ruth, trafficking):
    return accepted(cast, ruth, "100", cause_id=trafficking.pk)


def asked(by, donation, whom="donor"):
    return ask(by=by, donation_id=donation.pk, asked=whom, why=WHY)


def told(by, question, said, **more):
    return answer(by=by, question_id=question.pk, answer=said, words="Yes, of course.", **more)


def test_the_donor_names_another_cause(cast, given, trafficking):
    question = asked(cast.hub_officer, given)
    other = cause("health", "Health")
    with pytest.raises(ValidationError, match="new cause"):
        told(cast.hub_officer, question, "cause")
    with pytest.raises(Conflict, match="given for"):
        told(cast.hub_officer, question, "cause", cause_id=trafficking.pk)
    told(cast.hub_officer, question, "cause", cause_id=other.pk)
    given.refresh_from_db()
    assert (given.cause, pool(trafficking.pk), pool(other.pk)) == (other, 0, 83)
    question.refresh_from_db()
    assert (question.answer, question.cause, question.words) == ("cause", other, "Yes, of course.")
    with pytest.raises(Conflict):
        told(cast.hub_officer, question, "released")


def test_released_and_given_back(cast, ruth, given, trafficking):
    told(cast.hub_officer, asked(cast.hub_officer, given), "released")
    assert Donation.objects.get(pk=given.pk).cause is None
    other = accepted(cast, ruth, "100", cause_id=trafficking.pk)
    told(cast.hub_officer, asked(cast.hub_officer, other), "return")
    # It stays what it was given for until somebody gives it back.
    assert Donation.objects.get(pk=other.pk).cause == trafficking


def test_nothing_in_question_is_allocated(cast, given, fund, trafficking):
    question = asked(cast.hub_officer, given)
    with pytest.raises(Conflict, match="Nothing is left"):
        approved(cast, fund, "1", cause=trafficking)
    shown = next(each for each in pools(on=DAY) if each.cause == trafficking)
    assert (shown.usd, shown.held_usd, free(trafficking.pk)) == (83, 83, 0)
    with pytest.raises(Conflict, match="asked already"):
        asked(cast.hub_officer, given)
    told(cast.hub_officer, question, "return")
    assert free(trafficking.pk) == 83


def test_nothing_is_asked_while_a_part_is_allocated(cast, given, fund, trafficking):
    row = approved(cast, fund, "1", cause=trafficking)
    with pytest.raises(Conflict) as refusal:
        asked(cast.hub_officer, given)
    assert refusal.value.code == "allocated"
    take_back(by=cast.partnerships_officer, allocation_id=row.pk, reason="The project ended")
    assert asked(cast.hub_officer, given)


def test_headquarters_answer_and_not_who_asked(cast, given):
    question = asked(cast.partnerships_officer, given, "headquarters")
    with pytest.raises(Forbidden) as refusal:
        told(cast.partnerships_officer, question, "released")
    assert refusal.value.code == "own_request"
    with pytest.raises(Forbidden):
        told(cast.hub_officer, question, "released")
    other = second_officer(cast)
    waits = {person: list(inbox_sources["allocations"].items(person, DAY)) for person in (other, cast.hub_officer)}
    assert [len(items) for items in waits.values()] == [1, 0]
    assert list(inbox_sources["allocations"].items(cast.partnerships_officer, DAY)) == []
    assert told(other, question, "released").answered_by == other


def test_who_asks_and_when(cast, ruth, given):
    for person in (cast.focal_point, cast.auditor, cast.regional_director):
        with pytest.raises(Forbidden):
            asked(person, given)
    with pytest.raises(Conflict):
        asked(cast.hub_officer, gift(cast, ruth))
    with pytest.raises(ValidationError, match="Say why"):
        ask(by=cast.hub_officer, donation_id=given.pk, asked="donor", why=" ")


def test_the_trail_holds_no_words_of_the_donor(cast, given):
    """They may be about people, and are kept with the question alone."""
    question = asked(cast.hub_officer, given)
    answer(by=cast.hub_officer, question_id=question.pk, answer="released", words="Ruth Adler said yes")
    event = AuditEvent.objects.get(verb="donation.intent_answered")
    assert "Ruth" not in str((event.before, event.after))
    history = IntentQuestion.pgh_event_model.objects.filter(pgh_obj_id=question.pk)
    assert not any("Ruth" in str(list(row.__dict__.values())) for row in history)
