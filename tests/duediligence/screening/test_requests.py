"""Asking: whether it is needed, what is known already, the draft, the sending; and every refusal with its sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from crm.accounts.access import access
from crm.audit.models import AuditEvent
from crm.companies.enums import CompanyKind, Size
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import Notification
from crm.notifications.registries import wordings
from duediligence.enums import Engagement, PartyRole, Purpose, Track
from duediligence.models import Screening, ScreeningMove
from duediligence.screening.need import need, propose_track
from duediligence.screening.policies.requests import may_request_for
from duediligence.screening.selectors.lists import my_requests, offices_to_ask_for
from duediligence.screening.selectors.overview import overview
from duediligence.screening.selectors.parties import proposed
from duediligence.screening.services import parties, requests
from duediligence.screening.services.data import PartyData, RequestData
from duediligence.screening.services.decisions import withdraw
from tests.cast import PEOPLE
from tests.factories import AffiliationFactory, CompanyFactory, ScreeningFactory

TODAY = date(2026, 11, 20)
PLAN = "Training of returnees in solar maintenance, 2027 to 2029"


@pytest.fixture
def asked(cast, company):
    """A draft of Senegal's; name what differs."""

    def make(*, by=None, **changes) -> Screening:
        told = {"company": company, "purpose": Purpose.PARTNERSHIP, "office": cast.senegal, "description": PLAN}
        return requests.start_draft(by=by or cast.focal_point, data=RequestData(**told | changes))

    return make


@pytest.mark.parametrize(
    ("engagement", "individual", "amount", "needed", "says"),
    [
        (Engagement.PARTNERSHIP, False, 0, True, "Every partnership"),
        (Engagement.DONATION, False, 1, True, "whatever its amount"),
        (Engagement.DONATION, True, 9_999, False, "accept it as it is"),
        (Engagement.DONATION, True, 10_000, True, "from"),
        (Engagement.DONATION, True, None, True, "from"),
        (Engagement.AMBASSADOR, True, 0, True, "lends us their name"),
        (Engagement.ONE_OFF, False, 0, False, "not screened"),
    ],
)
def test_whether_a_screening_is_needed(engagement, individual, amount, needed, says):
    found = need(engagement, individual=individual, amount=amount, threshold=Decimal(10_000))
    assert found.needed is needed
    assert says in str(found.reason)


@pytest.mark.parametrize(
    ("facts", "purpose", "track"),
    [
        ({"kind": CompanyKind.INDIVIDUAL}, Purpose.DONATION, Track.INDIVIDUAL),
        ({}, Purpose.AMBASSADOR, Track.INDIVIDUAL),
        ({"size": Size.MICRO}, Purpose.PARTNERSHIP, Track.SIMPLIFIED),
        ({"size": Size.LARGE, "founded": 2021}, Purpose.PARTNERSHIP, Track.SIMPLIFIED),
        ({"size": Size.LARGE, "founded": 2020}, Purpose.PARTNERSHIP, Track.STANDARD),
        ({}, Purpose.DONATION, Track.STANDARD),
    ],
)
def test_the_track_is_proposed_with_its_reason(facts, purpose, track):
    found = propose_track(CompanyFactory.build(**facts), purpose, on=TODAY)
    assert found.track == track
    assert str(found.reason)


def test_a_request_in_three_steps(cast, company, asked):
    parent = CompanyFactory(legal_name="Baobab Holding")
    company.parent = parent
    company.save()
    chief = AffiliationFactory(company=company, key_person=True, title="Chief executive").contact
    helper = AffiliationFactory(company=company).contact
    draft = asked()
    assert {(p.role, p.name) for p in draft.parties.all()} == {
        (PartyRole.COMPANY, company.legal_name),
        (PartyRole.PARENT, parent.legal_name),
        (PartyRole.DIRECTOR, chief.name),
    }
    requests.change_request(by=cast.focal_point, screening_id=draft.pk, changes={"emblem_use": "  On   T-shirts "})
    keys = [each.key for each in proposed(company) if each.contact == helper]
    parties.choose_parties(by=cast.focal_point, screening_id=draft.pk, keys=keys)
    parties.add_party(by=cast.focal_point, screening_id=draft.pk, data=PartyData(name="Musa Ndiaye", role="owner"))
    trail = AuditEvent.objects.filter(verb__in=["screening.party_added", "screening.party_dropped"]).order_by("pk")
    assert [(each.before or each.after)["name"] for each in trail] == [
        parent.legal_name, chief.name, helper.name, "Musa Ndiaye",
    ]  # fmt: skip
    sent = requests.send_request(by=cast.focal_point, screening_id=draft.pk)
    assert (sent.state, sent.criteria_on, sent.due_on) == ("research", TODAY, date(2026, 12, 11))
    assert sent.emblem_use == "On T-shirts"
    assert {p.name for p in sent.parties.all()} == {company.legal_name, helper.name, "Musa Ndiaye"}
    assert (ScreeningMove.objects.get().source, ScreeningMove.objects.get().target) == ("draft", "research")
    assert AuditEvent.objects.get(verb="screening.requested").by_name == cast.focal_point.name
    notice = Notification.objects.get()
    assert notice.recipient == cast.partnerships_officer
    assert "research is due on" in wordings.get(notice.wording).sentence(notice.values)


def test_a_draft_is_its_requesters_alone(cast, asked):
    draft = asked()
    for person in PEOPLE:
        seen = Screening.objects.visible_to(getattr(cast, person)).filter(pk=draft.pk).exists()
        assert seen is (person == "focal_point")
    for deed in (
        lambda: requests.change_request(by=cast.chief_of_mission, screening_id=draft.pk, changes={"exclusive": True}),
        lambda: requests.send_request(by=cast.chief_of_mission, screening_id=draft.pk),
        lambda: parties.add_party(by=cast.partnerships_officer, screening_id=draft.pk, data=PartyData(name="X")),
    ):
        with pytest.raises(Forbidden, match="A draft belongs to whoever began it"):
            deed()
    assert list(my_requests(cast.focal_point)) == [draft]
    withdraw(by=cast.focal_point, screening_id=draft.pk, reason="")
    assert not my_requests(cast.focal_point).exists()
    assert not Screening.objects.visible_to(cast.auditor).exists()


def test_who_asks_for_which_office(cast):
    for person in PEOPLE:
        held = access(getattr(cast, person))
        offered = set(offices_to_ask_for(held))
        for office in (cast.hq, cast.dakar, cast.nairobi, cast.senegal, cast.ghana, cast.kenya, cast.hub):
            assert (office.pk in offered) is bool(may_request_for(held, office)), (person, office)
    with pytest.raises(Forbidden, match="your roles are not of that kind"):
        requests.start_draft(
            by=cast.auditor, data=RequestData(company=CompanyFactory(), purpose="donation", office=cast.hq)
        )


def test_refusals_before_it_is_sent(cast, company, asked):
    with pytest.raises(Forbidden, match="You ask for the offices that you work for"):
        asked(office=cast.kenya)
    with pytest.raises(Conflict, match="in the bin"):
        asked(company=CompanyFactory(binned_at=clock.now(), binned_by=cast.focal_point))
    draft = asked(description="  ")
    with pytest.raises(ValidationError, match="Say what is planned"):
        requests.send_request(by=cast.focal_point, screening_id=draft.pk)
    with pytest.raises(Conflict, match="The company itself is always looked up"):
        parties.drop_party(by=cast.focal_point, party_id=draft.parties.get().pk)


def test_nothing_is_screened_twice(cast, company, asked):
    first = requests.send_request(by=cast.focal_point, screening_id=asked().pk)
    second = asked(by=cast.outsider, office=cast.kenya)
    with pytest.raises(Conflict, match=r"Senegal \(Awa Ndiaye\) asked for this on .*In research") as refused:
        requests.send_request(by=cast.outsider, screening_id=second.pk)
    assert refused.value.code == "open_already"
    requests.send_request(by=cast.focal_point, screening_id=asked(purpose=Purpose.DONATION).pk)
    with pytest.raises(IntegrityError, match="screening_one_open"), transaction.atomic():
        Screening.objects.filter(pk=second.pk).update(state="research")
    with pytest.raises(Conflict, match="has been sent already"):
        requests.send_request(by=cast.focal_point, screening_id=first.pk)
    with pytest.raises(Forbidden, match="the partnerships team changes a request"):
        requests.change_request(by=cast.focal_point, screening_id=first.pk, changes={"exclusive": True})
    with pytest.raises(Conflict, match="stay as they were sent"):
        requests.change_request(by=cast.partnerships_officer, screening_id=first.pk, changes={"purpose": "donation"})


def test_what_is_known_of_the_group_is_shown_first(cast, company, submitted):
    parent = CompanyFactory(legal_name="Baobab Holding")
    sister = CompanyFactory(legal_name="Baobab Foods", parent=parent)
    company.parent = parent
    company.save()
    other = ScreeningFactory(company=sister, office=cast.kenya, requested_by=cast.outsider)
    ScreeningFactory(company=sister, office=cast.kenya, requested_by=cast.outsider, state="draft", purpose="donation")
    known = overview(company, cast.focal_point, purpose="partnership", amount=Decimal(1), on=TODAY)
    assert known.screenings == [other]
    assert (known.covering, known.open_one, known.draft) == (None, None, None)
