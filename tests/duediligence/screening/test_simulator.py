"""What if: who decides, by when, what is blocked meanwhile."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from crm.accounts.models import Delegation, RoleAssignment
from duediligence.screening.selectors.simulation import Question, simulate
from duediligence.screening.services.decisions import decide
from tests.factories import CompanyFactory

TODAY = date(2026, 11, 20)


@pytest.fixture
def ask(cast):
    company = CompanyFactory(legal_name="Baobab Textiles SA")

    def simulated(rating="", *, by=None, amount=1000, purpose="partnership", of=company):
        asked = Question(of, purpose, Decimal(amount), cast.senegal, rating)
        return simulate(asked, by=by or cast.focal_point, on=TODAY)

    return simulated


def told(simulation):
    [way] = simulation.ways
    return [(step.role, [d.user.name for d in step.people], step.due_on) for step in way.steps]


def test_it_names_who_decides_with_the_deputy_and_by_when(cast, ask):
    held = RoleAssignment.objects.get(user=cast.chief_of_mission)
    Delegation.objects.create(
        assignment=held, deputy=cast.neighbour, starts_on=TODAY, ends_on=TODAY, created_by=cast.chief_of_mission
    )
    # Fifteen working days for research, then five to decide.
    assert told(ask("low")) == [("Chief of mission", ["Jean Kouassi", "Kofi Mensah"], date(2026, 12, 18))]
    assert [row[0] for row in told(ask("very_high"))] == ["Committee", "Director General"]


def test_whoever_asks_never_decides(cast, ask):
    [(role, people, _due)] = told(ask("low", by=cast.chief_of_mission))
    assert (role, people) == ("Regional director", ["Mariam Traoré"])


def test_without_any_rating_all_four_are_shown(ask):
    assert [way.rating for way in ask().ways] == ["low", "medium", "high", "very_high"]


def test_an_excluded_company_is_nobodys_to_approve(ask):
    [way] = ask("excluded").ways
    assert not way.may_be_approved


def test_a_clearance_in_force_is_enough_as_far_as_it_reaches(ask, cleared):
    found = ask(of=cleared.company)
    assert (found.covered_by, found.blocked) == (cleared, "")
    beyond = ask(of=cleared.company, amount=10**9)
    assert beyond.covered_by is None
    assert beyond.others == [(cleared, "The amount lies above its ceiling.")]
    assert "nothing is signed" in beyond.blocked


@pytest.fixture
def cleared(cast, submitted):
    screening = submitted("low", amount_usd=5000)
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Fine")
    return screening.clearance


def test_the_page_answers_at_its_own_address(client, cast, ask):
    client.force_login(cast.focal_point)
    company = ask().company
    query = {
        "company": company.pk,
        "purpose": "donation",
        "amount": "5000",
        "office": cast.senegal.pk,
        "rating": "high",
    }
    shown = client.get(reverse("duediligence:simulator"), query).content.decode()
    assert "Ana Silva" in shown
    assert "Mariam Traoré" in shown, "the regional director is invited, and votes"
    assert "it is not accepted" in shown
    assert client.get(reverse("duediligence:simulator"), query | {"amount": "-1"}).status_code == 200
