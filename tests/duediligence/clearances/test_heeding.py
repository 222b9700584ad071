"""A confirmed hit and the clearances of its company: who is listed by the United Nations begins nothing new."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from crm.accounts.enums import Role
from crm.audit.models import AuditEvent
from crm.companies.services.merges import merge_companies
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from duediligence.clearance import current
from duediligence.clearances.services.changes import reinstate
from duediligence.clearances.services.heeding import heed_confirmed_hits
from duediligence.models import Clearance, ClearanceChange, ContagionMark, Hit, RiskRise, Screening, WatchList
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.votes import cast_vote
from duediligence.tasks import heed_hits
from duediligence.watchlists.services.hits import resolve
from tests.duediligence.watchlists.world import entry, load_into, party
from tests.factories import CompanyFactory, RoleFactory, UserFactory

NOW = clock.now


@pytest.fixture
def second_officer(cast):
    user = UserFactory(email="second@concord.example", name="Omar Haddad", office=cast.hq)
    RoleFactory(user=user, role=Role.PARTNERSHIPS, office=cast.hq)
    return user


@pytest.fixture
def cleared(cast, submitted):
    def make(**changes) -> Clearance:
        screening = submitted("low", **changes)
        decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
        return screening.clearance

    return make


@pytest.fixture
def hit_on(cast):
    """An open hit of a party of the screening on a list of this standing."""

    def make(screening: Screening, standing="un", **facts) -> Hit:
        WatchList.objects.filter(code="un").update(standing=standing)
        listed = entry(load_into("un", cast.administrator), screening.company.legal_name)
        who = party(screening, facts.pop("name", screening.company.legal_name), **facts)
        found = {"fingerprint": listed.fingerprint, "found_at": NOW(), "score": 0.9, "strong": True, "reasons": []}
        return Hit.objects.create(party=who, entry=listed, load=listed.first_load, **found)

    return make


@pytest.fixture
def confirm(cast, second_officer):
    def by_two(hit: Hit) -> None:
        resolve(hit_id=hit.pk, by=cast.partnerships_officer, verdict="confirmed", reason="Same register number.")
        resolve(hit_id=hit.pk, by=second_officer, verdict="confirmed", reason="The address agrees, too.")

    return by_two


def gate(clearance: Clearance):
    return current(clearance.company, purpose="partnership", amount=0, on=clock.today())


def told(wording) -> set[str]:
    return set(Notification.objects.filter(wording=wording).values_list("recipient__name", flat=True))


def test_the_united_nations_suspend_at_once_and_the_trail_says_why(cast, cleared, hit_on, confirm, second_officer):
    clearance = cleared()
    assert gate(clearance) == clearance
    hit = hit_on(clearance.screening)
    resolve(hit_id=hit.pk, by=cast.partnerships_officer, verdict="confirmed", reason="Same register number.")
    assert gate(clearance) == clearance, "one word is not enough"
    resolve(hit_id=hit.pk, by=second_officer, verdict="confirmed", reason="The address agrees, too.")
    assert gate(clearance) is None
    change = ClearanceChange.objects.get(deed="suspended")
    assert (change.by, change.hit, change.reason) == (second_officer, hit, "The address agrees, too.")
    event = AuditEvent.objects.get(verb="clearance.suspended")
    assert event.by_id == second_officer.pk
    assert (event.after["hit"], event.after["list"]) == (hit.pk, "un")
    assert event.after["confirmed_by"] == [cast.partnerships_officer.name, second_officer.name]
    rise = RiskRise.objects.get()
    assert (rise.source, rise.target, rise.suspended, rise.hit) == ("low", "excluded", True, hit)
    names = told("clearance_suspended_by_hit")
    assert {cast.focal_point.name, cast.chief_of_mission.name, cast.regional_director.name} <= names
    assert {cast.partnerships_officer.name, cast.committee_member.name} <= names
    assert not {cast.outsider.name, second_officer.name} & names
    mark = ContagionMark.objects.get()
    assert (mark.company, mark.path) == (clearance.company, [clearance.company_id])


def test_the_page_of_a_clearance_says_that_the_risk_rose(client, cast, cleared, hit_on, confirm):
    clearance = cleared()
    page = reverse("duediligence:clearance", args=[clearance.pk])
    client.force_login(cast.focal_point)
    assert "How the risk rose" not in client.get(page).content.decode()
    confirm(hit_on(clearance.screening, standing="other"))
    shown = client.get(page).content.decode()
    assert "It was given as “Low”, and the risk is “Very high” now." in shown
    assert "It stays in force until a new screening decides." in shown
    assert "By the rule: it is confirmed that" in shown


def test_another_list_raises_the_risk_and_tells(cleared, hit_on, confirm, cast):
    clearance = cleared()
    confirm(hit_on(clearance.screening, standing="other"))
    assert gate(clearance) == clearance
    rise = RiskRise.objects.get()
    assert (rise.source, rise.target, rise.suspended) == ("low", "very_high", False)
    assert {cast.focal_point.name, cast.director_general.name} <= told("risk_raised_by_hit")


def test_the_listed_parent_is_held_back_with_its_daughter_and_a_sister_is_only_marked(cleared, hit_on, confirm):
    parent = CompanyFactory(legal_name="Holding")
    daughter, sister = (CompanyFactory(parent=parent) for _ in range(2))
    rows = [cleared(company=each) for each in (parent, daughter, sister)]
    confirm(hit_on(rows[1].screening, name="Holding", role="parent", company=parent))
    assert [gate(row) is None for row in rows] == [True, True, False]
    assert ContagionMark.objects.filter(company=sister).exists()


def test_reinstated_only_by_the_highest_and_not_suspended_again(cast, cleared, hit_on, confirm):
    clearance = cleared()
    hit = hit_on(clearance.screening)
    confirm(hit)
    with pytest.raises(Forbidden) as refusal:
        reinstate(by=cast.partnerships_officer, clearance_id=clearance.pk, reason="It is not them.")
    assert refusal.value.code == "listed"
    reinstate(by=cast.director_general, clearance_id=clearance.pk, reason="The list names another one.")
    assert heed_hits() == 0
    assert gate(clearance) == clearance
    assert RiskRise.objects.count() == 1, "of this very confirmation the highest have decided"
    Hit.objects.update(state="open", first_by=None, resolved_by=None, resolved_at=None)
    confirm(hit)
    assert gate(clearance) is None, "the entry was changed and confirmed anew"


def test_a_merge_brings_a_hit_to_a_clearance(cast, cleared, hit_on, confirm):
    clean, listed = cleared(), cleared(company=CompanyFactory(), purpose="donation")
    confirm(hit_on(listed.screening))
    merge_companies(source_id=listed.company_id, target_id=clean.company_id, by=cast.partnerships_officer)
    assert heed_hits() == 1
    assert gate(clean) is None
    change = ClearanceChange.objects.get(clearance=clean, deed="suspended")
    assert change.by is None, "nobody said a word at that moment"
    assert AuditEvent.objects.get(verb="clearance.suspended", subject_id=str(clean.pk)).by_id is None


def test_what_was_decided_in_knowledge_of_it_stands(cast, committee, submitted, hit_on, confirm):
    screening = submitted("very_high")
    confirm(hit_on(screening, standing="other"))
    for member in (*committee.values(), cast.regional_director):
        cast_vote(by=member, screening_id=screening.pk, vote="approve", reason="Good.")
    decide(by=cast.director_general, screening_id=screening.pk, outcome="approved", reason="The value is high.")
    assert heed_confirmed_hits(at=NOW()) == []
    assert not RiskRise.objects.exists()


def test_who_is_found_out_before_the_decision_is_not_approved(cast, submitted, hit_on, confirm):
    screening = submitted("low")
    deed = {"by": cast.chief_of_mission, "screening_id": screening.pk, "reason": "Good."}
    hit = hit_on(screening)
    with pytest.raises(Conflict) as refusal:
        decide(outcome="approved", **deed)
    assert refusal.value.code == "open_hits"
    confirm(hit)
    with pytest.raises(Conflict) as refusal:
        decide(outcome="approved", **deed)
    assert refusal.value.code == "excluded"
    decide(outcome="rejected", **deed)
    Screening.objects.filter(pk=screening.pk).update(state="approved", rating="low")
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.create(
            screening=screening, company=screening.company, purposes=["partnership"], amount_ceiling=1, rating="low",
            valid_from=clock.today(), valid_until=clock.today().replace(year=2028),
        )  # fmt: skip


def test_a_hit_in_the_midst_of_a_vote_keeps_the_last_one_from_approving(cast, committee, submitted, hit_on):
    screening = submitted("high")
    hit = hit_on(screening)
    for member in (*committee.values(), cast.regional_director):
        cast_vote(by=member, screening_id=screening.pk, vote="approve", reason="Good.")
    assert Screening.objects.get(pk=screening.pk).state == "awaiting_decision"
    resolve(hit_id=hit.pk, by=cast.partnerships_officer, verdict="cleared", reason="Another company.")
    chair = committee["deputy_director_general"]
    decide(by=chair, screening_id=screening.pk, outcome="approved", reason="As the votes say.")
    assert Screening.objects.get(pk=screening.pk).state == "approved"
