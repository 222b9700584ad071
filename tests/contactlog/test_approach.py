""" "May I approach them?": the pure answer as a truth table, and what it is told from the register."""

from datetime import date

import pytest

from crm.companies.enums import CompanyStatus
from crm.companies.group import kin
from crm.companies.models import Company
from crm.contactlog import policies, selectors
from crm.contactlog.enums import CoordinationState as S
from crm.contactlog.models import GoingAhead
from crm.contactlog.registries import Engaged, EngagementSource, engagement_sources
from crm.contactlog.selectors import Coordination, Standing
from tests.contactlog.conftest import TODAY
from tests.factories import CompanyFactory, CoordinationRequestFactory, InteractionFactory, ThemeFactory

OWN, OTHER = 1, 2
US = Engaged(OWN, "Senegal", date(2026, 1, 5), date(2026, 6, 1))
THEM = Engaged(OTHER, "Kenya", date(2026, 3, 3), date(2026, 11, 2))
THIRD = Engaged(3, "Ghana", date(2026, 4, 1), date(2026, 10, 2))


def asked(state: str) -> Coordination:
    return Coordination(7, state, "Kenya", date(2026, 11, 3), "Because")


@pytest.mark.parametrize(
    ("engaged", "coordination", "went_ahead", "status", "verdict", "words"),
    [
        ((), None, False, "prospect", "free", "Nobody is in contact"),
        ((), asked(S.OPEN), False, "prospect", "coordinate", "no answer yet"),
        ((), asked(S.DECLINED), False, "prospect", "coordinate", "declined"),
        ((), asked(S.AGREED), False, "prospect", "free", "Kenya agreed"),
        ((), asked(S.DECLINED), True, "prospect", "free", "Nobody is in contact"),
        ((US,), asked(S.DECLINED), False, "active", "free", "Your office is in contact with them."),
        ((US,), None, False, "active", "free", "Your office is in contact with them."),
        ((US, THEM), None, False, "active", "free", "and so is Kenya"),
        ((THEM,), None, False, "active", "coordinate", "Kenya has been in contact with them since 3 Mar 2026"),
        ((THEM, THIRD), None, False, "active", "coordinate", "Kenya and Ghana are in contact"),
        ((THEM,), asked(S.OPEN), False, "active", "coordinate", "no answer yet"),
        ((THEM,), asked(S.DECLINED), False, "active", "coordinate", "declined"),
        ((THEM,), asked(S.AGREED), False, "active", "free", "Kenya agreed"),
        ((THEM,), asked(S.JOINED), False, "active", "free", "act together"),
        ((THEM,), None, True, "active", "free", "went ahead"),
        ((), None, False, "do_not_approach", "do_not_contact", "A case is pending."),
        ((US,), None, True, "do_not_approach", "do_not_contact", "Do not approach"),
        ((THEM,), asked(S.AGREED), False, "do_not_approach", "do_not_contact", "Do not approach"),
    ],
)
def test_truth_table(engaged, coordination, went_ahead, status, verdict, words):
    answer = policies.may_approach(
        Standing(OWN, CompanyStatus(status), "A case is pending", engaged, coordination, went_ahead)
    )
    assert answer.verdict == verdict
    assert words in str(answer.reason)
    assert bool(answer.to_log(reason="")) == (verdict == "free")
    assert answer.to_log(reason="They called us"), "what has happened can always be logged"


def verdict(company, office, on=TODAY) -> str:
    return policies.may_approach(selectors.standing(company, office.pk, on=on, today=TODAY)).verdict


@pytest.mark.parametrize(
    ("occurred_on", "expected"),
    [
        (date(2025, 11, 19), "free"),
        (date(2025, 11, 20), "coordinate"),
        (TODAY, "coordinate"),
    ],
)
def test_an_office_is_engaged_for_twelve_months(cast, company, outsider, occurred_on, expected):
    InteractionFactory(company=company, office=cast.kenya, by=outsider, occurred_on=occurred_on)
    assert verdict(company, cast.senegal) == expected


def test_an_older_contact_is_judged_by_its_own_day(cast, company, outsider, focal_point):
    InteractionFactory(company=company, office=cast.kenya, by=outsider, occurred_on=date(2026, 6, 1))
    assert verdict(company, cast.senegal, on=date(2026, 5, 1)) == "free"
    assert verdict(company, cast.senegal, on=date(2026, 7, 1)) == "coordinate"
    InteractionFactory(company=company, office=cast.senegal, by=focal_point, occurred_on=date(2026, 8, 1))
    assert verdict(company, cast.senegal, on=date(2026, 7, 1)) == "free", "the approach was made"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.OPEN, "coordinate"),
        (S.DECLINED, "coordinate"),
        (S.AGREED, "free"),
        (S.JOINED, "free"),
        (S.WITHDRAWN, "coordinate"),
    ],
)
def test_a_request_opens_the_way_when_it_is_answered_well(cast, company, outsider, focal_point, state, expected):
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    CoordinationRequestFactory(
        company=company,
        from_office=cast.senegal,
        to_office=cast.kenya,
        requested_by=focal_point,
        state=state,
        answered_at=None if state == S.OPEN else "2026-11-10T12:00Z",
    )
    assert verdict(company, cast.senegal) == expected
    assert verdict(company, cast.ghana) == "coordinate"


@pytest.mark.parametrize(
    ("state", "expected"), [(S.OPEN, "coordinate"), (S.DECLINED, "coordinate"), (S.AGREED, "free")]
)
def test_the_answer_of_a_lead_office_counts_though_it_was_not_in_contact(
    cast, company, outsider, focal_point, state, expected
):
    company.lead_office = cast.kenya
    company.save()
    assert verdict(company, cast.senegal) == "free", "nobody was asked, and nobody is engaged"
    CoordinationRequestFactory(
        company=company,
        from_office=cast.senegal,
        to_office=cast.kenya,
        requested_by=focal_point,
        state=state,
        answered_at=None if state == S.OPEN else "2026-11-10T12:00Z",
    )
    assert verdict(company, cast.senegal) == expected
    assert verdict(company, cast.ghana) == "free"


def test_a_reason_given_once_holds_for_the_office_alone(cast, company, outsider, focal_point):
    InteractionFactory(company=company, office=cast.kenya, by=outsider)
    GoingAhead.objects.create(company=company, office=cast.senegal, by=focal_point, reason="They called")
    assert verdict(company, cast.senegal) == "free"
    assert verdict(company, cast.ghana) == "coordinate"


def test_other_apps_make_offices_engaged(cast, company, monkeypatch):
    engaged = Engaged(cast.kenya.pk, "Kenya", date(2024, 1, 1), None, "Health")
    source = EngagementSource(lambda ids, on, with_themes: {company.pk: [engaged]}, lambda office_id, on: [company.pk])
    monkeypatch.setattr(engagement_sources, "_entries", {"partnerships": (100, source)})
    assert verdict(company, cast.senegal) == "coordinate"
    assert selectors.engaged_offices([company.pk], on=TODAY)[company.pk] == [engaged]


def test_the_last_theme_and_the_group_are_told(cast, company, outsider):
    sister = CompanyFactory(parent=CompanyFactory(legal_name="Holding"))
    company.parent = sister.parent
    company.save()
    row = InteractionFactory(company=sister, office=cast.kenya, by=outsider)
    row.themes.add(ThemeFactory())
    named = kin(Company.objects.for_page().get(pk=company.pk))
    _facts, (relative,) = selectors.standing_in_group(company, cast.senegal.pk, on=TODAY, kin=named)
    assert (relative.name, [e.office_name for e in relative.engaged]) == (sister.legal_name, ["Kenya"])
    (engaged,) = selectors.engaged_offices([sister.pk], on=TODAY, with_themes=True)[sister.pk]
    assert engaged.theme == "Ethical recruitment"
    assert verdict(company, cast.senegal) == "free", "a hint, not an obstacle"
