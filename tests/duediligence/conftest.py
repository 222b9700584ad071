"""A screening of Senegal's that has come as far as a test needs."""

import pytest

from crm.accounts.enums import Role, Seat
from crm.core import clock
from duediligence.models import Screening
from duediligence.screening.selectors.desk import desk_of
from duediligence.screening.services.answers import AnswerData, save_answer
from duediligence.screening.services.data import RequestData
from duediligence.screening.services.moves import locked
from duediligence.screening.services.requests import ask
from duediligence.screening.services.routing import open_route
from tests.duediligence.watchlists.world import load_into
from tests.factories import CompanyFactory, RoleFactory, ScreeningFactory, UserFactory


@pytest.fixture
def company(db):
    return CompanyFactory(legal_name="Baobab Textiles SA")


@pytest.fixture
def submitted(cast, company):
    """Makes one that waits for the authority of its rating; asked for in Senegal, researched at headquarters."""

    def make(rating="low", *, by=None, office=None, proposed=None, **changes) -> Screening:
        row = ScreeningFactory(
            company=changes.pop("company", None) or company,
            office=office or cast.senegal,
            requested_by=by or cast.focal_point,
            researcher=cast.partnerships_officer,
            **changes,
        )
        screening = locked(row.pk)
        screening.proposed_rating, screening.rating = proposed or rating, rating
        screening.submitted_by, screening.submitted_at = cast.partnerships_officer, clock.now()
        open_route(screening=screening, rating=rating, by=cast.partnerships_officer, at=clock.now())
        return screening

    return make


@pytest.fixture
def committee(cast):
    """The four standing seats; the cast's member holds that of Legal Affairs."""
    seats = {Seat.LEGAL_AFFAIRS: cast.committee_member}
    for seat in (Seat.DEPUTY_DIRECTOR_GENERAL, Seat.RESOURCE_MANAGEMENT, Seat.INTERNATIONAL_COOPERATION):
        member = UserFactory(email=f"{seat}@concord.example", office=cast.hq)
        RoleFactory(user=member, role=Role.COMMITTEE, office=cast.hq, seat=seat)
        seats[seat] = member
    return seats


@pytest.fixture
def on_desk(cast, company):
    """Makes one that Senegal has sent, with its company as a party, looked up in the lists of the fixture `lists`."""

    def make(*, by=None, **changes) -> Screening:
        told = {"company": company, "purpose": "partnership", "office": cast.senegal, "description": "Solar training"}
        return ask(by=by or cast.focal_point, data=RequestData(**told | changes))

    return make


@pytest.fixture
def lists(cast):
    """The required list is loaded, of today, with nobody on it that we know."""
    return load_into("un", cast.partnerships_officer)


@pytest.fixture
def answer_all(cast):
    """Answers every question so that nothing lifts the rating, but for those that are named."""

    def answer(screening, **others) -> None:
        for question in desk_of(screening, on=clock.today()).questions:
            value = {"share": "0", "yes_no": _harmless(question.version), "text": "Nothing to say"}.get(
                question.version.kind, question.version.options[0]["value"] if question.version.options else ""
            )
            data = AnswerData(others.get(question.code.replace("-", "_"), value))
            save_answer(by=cast.partnerships_officer, screening_id=screening.pk, code=question.code, data=data)

    return answer


def _harmless(version) -> str:
    return "yes" if version.no_effect != "none" else "no"
