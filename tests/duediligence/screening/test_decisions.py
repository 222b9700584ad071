"""Deciding: by whom, as what, with which result; and every refusal with its code."""

import pytest
from django.core.exceptions import ValidationError

from crm.accounts.services.delegations import delegate
from crm.core import clock
from crm.core.errors import Conflict, Forbidden, Stale
from duediligence.clearance import current
from duediligence.models import Clearance, ContagionMark, DecisionMemo
from duediligence.screening.memo.freezing import broken_memos
from duediligence.screening.services.conditions import ConditionData
from duediligence.screening.services.decisions import decide, rerate, return_screening, withdraw
from tests.factories import CompanyFactory, UserFactory

TODAY = clock.today


def approve(screening, by, outcome="approved", **more):
    return decide(by=by, screening_id=screening.pk, outcome=outcome, reason="Fine as it stands.", **more)


def code_of(refused) -> str:
    return refused.value.code


def test_a_yes_makes_a_clearance_a_memo_and_a_trail(cast, submitted):
    screening = approve(submitted("low"), cast.chief_of_mission)
    assert screening.state == "approved"
    clearance = Clearance.objects.get(screening=screening)
    assert (clearance.purposes, clearance.amount_ceiling, clearance.review_months) == (["partnership"], 50_000, None)
    assert (clearance.valid_from.isoformat(), clearance.valid_until.isoformat()) == ("2026-11-20", "2029-11-19")
    assert current(screening.company, purpose="partnership", amount=50_000, on=TODAY()) == clearance
    assert current(screening.company, purpose="donation", amount=1, on=TODAY()) is None
    assert current(screening.company, purpose="partnership", amount=50_001, on=TODAY()) is None
    assert DecisionMemo.objects.get().screening == screening
    assert list(broken_memos()) == []


def test_conditions_are_kept_with_owner_and_date(cast, submitted):
    told = ConditionData("Publish the audit", cast.focal_point, TODAY(), before_signature=True)
    screening = approve(submitted("medium"), cast.regional_director, "approved_with_conditions", conditions=[told])
    condition = screening.conditions.get()
    assert (condition.text, condition.owner, condition.before_signature) == (
        "Publish the audit",
        cast.focal_point,
        True,
    )


@pytest.mark.parametrize(
    ("outcome", "with_conditions"), [("approved_with_conditions", False), ("approved", True), ("rejected", True)]
)
def test_conditions_go_with_their_outcome(cast, submitted, outcome, with_conditions):
    given = [ConditionData("Publish", cast.focal_point, TODAY())] if with_conditions else []
    with pytest.raises(ValidationError) as wrong:
        approve(submitted("low"), cast.chief_of_mission, outcome, conditions=given)
    assert "conditions" in wrong.value.message_dict


@pytest.mark.parametrize(
    "person", ["focal_point", "outsider", "auditor", "administrator", "other_director", "hub_officer"]
)
def test_others_do_not_decide(cast, submitted, person):
    with pytest.raises(Forbidden):
        approve(submitted("medium"), getattr(cast, person))


def test_nobody_decides_what_they_asked_for_or_researched(cast, submitted):
    asked = submitted("low", by=cast.chief_of_mission)
    with pytest.raises(Conflict) as refused:
        approve(asked, cast.chief_of_mission)
    assert code_of(refused) == "own_request"


def test_a_deputy_decides_for_the_holder_and_both_names_stay(cast, submitted):
    deputy = UserFactory(office=cast.senegal)
    role = cast.chief_of_mission.roles.get()
    delegate(by=cast.chief_of_mission, assignment=role, deputy=deputy, starts_on=TODAY(), ends_on=TODAY(), on=TODAY())
    screening = approve(submitted("low"), deputy)
    step = screening.route.get()
    assert (step.decided_by, step.on_behalf_of) == (deputy, cast.chief_of_mission)


def test_the_deputy_of_whoever_asked_decides_nothing(cast, submitted):
    """The chief asked: the director decides, and the chief's deputy is nobody here. Nor is a deputy who asked."""
    deputy = UserFactory(office=cast.senegal)
    delegate(
        by=cast.chief_of_mission,
        assignment=cast.chief_of_mission.roles.get(),
        deputy=deputy,
        starts_on=TODAY(),
        ends_on=TODAY(),
        on=TODAY(),
    )
    with pytest.raises(Forbidden):
        approve(submitted("low", by=cast.chief_of_mission), deputy)
    with pytest.raises(Conflict) as refused:
        approve(submitted("low", by=deputy, company=CompanyFactory()), deputy)
    assert code_of(refused) == "own_request"


def test_an_excluded_company_is_approved_by_nobody(cast, committee, submitted):
    chair = committee["deputy_director_general"]
    screening = submitted("excluded")
    with pytest.raises(Conflict) as refused:
        approve(screening, chair)
    assert code_of(refused) == "excluded"
    assert approve(screening, chair, "rejected").state == "rejected"


def test_a_rejection_marks_the_group_with_its_path(cast, submitted):
    parent = CompanyFactory(legal_name="Baobab Holding")
    company, sister = CompanyFactory(parent=parent), CompanyFactory(parent=parent)
    approve(submitted("low", company=company), cast.chief_of_mission, "rejected")
    paths = {mark.company_id: mark.path for mark in ContagionMark.objects.all()}
    assert paths == {parent.pk: [company.pk, parent.pk], sister.pk: [company.pk, parent.pk, sister.pk]}


def test_what_is_settled_stays_settled(cast, submitted):
    screening = submitted("low")
    approve(screening, cast.chief_of_mission)
    with pytest.raises(Conflict) as refused:
        approve(screening, cast.chief_of_mission, "rejected")
    assert code_of(refused) == "wrong_state"


def test_whoever_read_an_older_version_is_told(cast, submitted):
    screening = submitted("low")
    with pytest.raises(Stale):
        approve(screening, cast.chief_of_mission, version=screening.version - 1)


def test_a_return_replaces_the_route_and_goes_back_to_the_desk(cast, submitted):
    screening = return_screening(by=cast.chief_of_mission, screening_id=submitted("low").pk, reason="Who owns it?")
    assert screening.state == "returned"
    assert [step.outcome for step in screening.route.all()] == ["returned"]


def test_a_higher_authority_raises_the_rating_and_its_body_decides(cast, submitted):
    screening = submitted("low")
    rerate(by=cast.regional_director, screening_id=screening.pk, rating="medium", reason="The owner is in court.")
    assert [(s.role, s.state) for s in screening.route.all()] == [
        ("chief_of_mission", "superseded"),
        ("regional_director", "open"),
    ]
    with pytest.raises(Forbidden):
        approve(screening, cast.chief_of_mission)
    assert approve(screening, cast.regional_director).state == "approved"


@pytest.mark.parametrize(
    ("person", "rating", "error"), [("regional_director", "low", Conflict), ("other_director", "high", Forbidden)]
)
def test_a_rating_is_never_lowered_here_nor_raised_by_strangers(cast, submitted, person, rating, error):
    with pytest.raises(error):
        rerate(by=getattr(cast, person), screening_id=submitted("medium").pk, rating=rating, reason="So.")


@pytest.mark.parametrize(
    ("person", "allowed"), [("focal_point", True), ("partnerships_officer", True), ("neighbour", False)]
)
def test_who_withdraws(cast, submitted, person, allowed):
    screening = submitted("low")
    if allowed:
        assert (
            withdraw(by=getattr(cast, person), screening_id=screening.pk, reason="Plan dropped.").state == "withdrawn"
        )
        assert screening.route.get().state == "superseded"
    else:
        with pytest.raises(Forbidden):
            withdraw(by=getattr(cast, person), screening_id=screening.pk, reason="Plan dropped.")
