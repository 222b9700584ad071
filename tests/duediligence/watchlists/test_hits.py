"""A hit is cleared by one, confirmed by two, never by the requester; what is confirmed reaches the group."""

import pytest
from django.core.exceptions import ValidationError

from crm.accounts.enums import Role
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from crm.notifications.models import Notification
from duediligence.enums import HitState, LoadState
from duediligence.models import ContagionMark, Hit
from duediligence.screening.rights import is_party_to
from duediligence.watchlists.services.hits import resolve
from duediligence.watchlists.services.lookups import look_up
from duediligence.watchlists.transitions import HIT, LOAD, LOAD_ENDS
from tests.factories import CompanyFactory, RoleFactory, UserFactory

from .world import NOW, entry, load_into, screening


@pytest.fixture
def second_officer(cast):
    user = UserFactory(email="second@concord.example", name="Omar Haddad", office=cast.hq)
    RoleFactory(user=user, role=Role.PARTNERSHIPS, office=cast.hq)
    return user


def hit_of(row, cast):
    entry(load_into("un", cast.administrator), "Harbour Lights Trading")
    look_up(screening=row, by=cast.partnerships_officer, at=NOW)
    return Hit.objects.get(party__screening=row)


@pytest.fixture
def hit(cast):
    return hit_of(screening(cast), cast)


def say(hit, by, verdict=HitState.CLEARED, reason="Another company in Dakar.", **more):
    return resolve(hit_id=hit.pk, by=by, verdict=verdict, reason=reason, **more)


def test_one_clears_with_a_reason(cast, hit):
    cleared = say(hit, cast.partnerships_officer)
    assert (cleared.state, cleared.resolved_by, cleared.reason) == (
        HitState.CLEARED,
        cast.partnerships_officer,
        "Another company in Dakar.",
    )
    assert AuditEvent.objects.filter(verb="hit.cleared", subject_id=str(hit.pk)).count() == 1
    assert is_party_to(hit.party.screening, cast.partnerships_officer.pk)
    with pytest.raises(Conflict):
        say(hit, cast.partnerships_officer)


def test_two_confirm_and_they_are_two(cast, hit, second_officer):
    other = CompanyFactory(parent=hit.party.company)
    first = say(hit, cast.partnerships_officer, HitState.CONFIRMED, "Same register number.")
    assert (first.state, first.first_by) == (HitState.OPEN, cast.partnerships_officer)
    with pytest.raises(Conflict) as refusal:
        say(hit, cast.partnerships_officer, HitState.CONFIRMED)
    assert refusal.value.code == "second_person"
    assert not ContagionMark.objects.exists()
    confirmed = say(hit, second_officer, HitState.CONFIRMED, "I agree.")
    assert (confirmed.state, confirmed.resolved_by) == (HitState.CONFIRMED, second_officer)
    mark = ContagionMark.objects.get()
    assert (mark.company, mark.cause, mark.path) == (other, "hit", [hit.party.company_id, other.pk])
    verbs = list(AuditEvent.objects.filter(subject_id=str(hit.pk)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["hit.confirmation_proposed", "hit.confirmed"]


def test_a_second_person_may_clear_what_the_first_one_proposed_to_confirm(cast, hit, second_officer):
    say(hit, cast.partnerships_officer, HitState.CONFIRMED, "Looks like them.")
    cleared = say(hit, second_officer, HitState.CLEARED, "Founded 40 years later.")
    assert (cleared.state, cleared.first_by) == (HitState.CLEARED, None)
    assert cleared.earlier[0]["reason"] == "Looks like them."
    assert is_party_to(hit.party.screening, cast.partnerships_officer.pk)


@pytest.mark.parametrize("verdict", [HitState.CLEARED, HitState.CONFIRMED])
def test_the_requester_says_nothing_about_hits(cast, verdict):
    own = hit_of(screening(cast, requested_by=cast.partnerships_officer), cast)
    with pytest.raises(Conflict) as refusal:
        say(own, cast.partnerships_officer, verdict)
    assert refusal.value.code == "own_request"


@pytest.mark.parametrize(
    "who", ["focal_point", "chief_of_mission", "committee_member", "director_general", "auditor", "administrator"]
)
def test_only_the_partnerships_team_says_what_a_hit_is(cast, hit, who):
    with pytest.raises(Forbidden):
        say(hit, getattr(cast, who))


def test_bad_words_and_stale_pages_change_nothing(cast, hit):
    with pytest.raises(ValidationError):
        say(hit, cast.partnerships_officer, reason="  ")
    with pytest.raises(ValidationError):
        say(hit, cast.partnerships_officer, "maybe")
    with pytest.raises(Stale):
        say(hit, cast.partnerships_officer, version=hit.version + 1)
    hit.refresh_from_db()
    assert hit.state == HitState.OPEN


def test_the_office_hears_when_a_hit_on_a_decided_screening_is_confirmed(cast, approved, second_officer):
    hit = hit_of(approved, cast)
    say(hit, cast.partnerships_officer, HitState.CONFIRMED)
    say(hit, second_officer, HitState.CONFIRMED)
    told = {n.recipient for n in Notification.objects.filter(wording="hit_confirmed")}
    assert {cast.partnerships_officer, cast.focal_point} <= told
    assert second_officer not in told


def test_no_state_is_missing_in_the_tables():
    assert {s for t in HIT for s in (t.source, t.target)} == set(HitState.values)
    assert {s for t in LOAD for s in (t.source, t.target)} | LOAD_ENDS == set(LoadState.values)
