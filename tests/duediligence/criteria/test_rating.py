"""Every row of "Proposed rating" of due-diligence.md, its boundaries, and what holds for all of them."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from duediligence.criteria.facts import Facts
from duediligence.criteria.rating import Finding, propose
from duediligence.criteria.sentences import say
from duediligence.enums import ListStanding, Rating
from duediligence.models import Criterion, CriterionVersion, HighRiskSector

DAY = date(2026, 11, 20)


def question(code: str, **fields) -> CriterionVersion:
    texts = {f"text_{language}": f"{code} in {language}?" for language in ("en", "fr", "es")}
    first = {"kind": "yes_no", "mandatory": False, "number": 1, "source": "UNICEF"} | texts
    return CriterionVersion(criterion=Criterion(code=code), **(first | fields))


ARMS = question(
    "arms",
    kind="share",
    excluded_above=Decimal(10),
    very_high_from=Decimal(5),
    high_above=Decimal(0),
    unknown_effect="high",
)
CHILD_LABOUR = question("child-labour", yes_effect="excluded", unknown_effect="high")
LAWSUIT = question("lawsuit", yes_effect="high", no_effect="none")
DECLARATION = question("declaration", no_effect="medium")
OWNERS = question("owners", kind="text", mandatory=True)
COMPACT = question(
    "compact",
    kind="choice",
    options=[
        {"value": value, "label_en": value, "label_fr": value, "label_es": value, "effect": effect}
        for value, effect in (("active", "none"), ("delisted", "medium"))
    ],
)
STATE = [question("state-ownership", kind="share"), question("state-under-sanctions")]
QUESTIONS = [ARMS, CHILD_LABOUR, LAWSUIT, DECLARATION, COMPACT, *STATE]
SECTORS = [
    HighRiskSector(code="extractives", isic=["B", "C19"], name_en="Extractive industries", source="FAO"),
    HighRiskSector(code="chemicals", isic=["C20"], name_en="Chemicals", source="FAO"),
]


def asked(**answers: str) -> Facts:
    return Facts(day=DAY, questions=QUESTIONS, answers={k.replace("_", "-"): v for k, v in answers.items()})


def controversy(severity: int, happened_on: date) -> Facts:
    return Facts(day=DAY, controversies=[SimpleNamespace(severity=severity, happened_on=happened_on)])


def sold(isic: str, share: Decimal | None) -> Facts:
    return Facts(day=DAY, sectors=SECTORS, activities=[SimpleNamespace(isic=isic, share_percent=share)])


@pytest.mark.parametrize(
    ("facts", "rating", "code"),
    [
        # A criterion's exclusion threshold passed.
        (asked(arms="10.01"), "excluded", "share_excluded"),
        (asked(child_labour="yes"), "excluded", "answered_yes"),
        # A confirmed hit on a list of the United Nations.
        (Facts(day=DAY, confirmed=[ListStanding.UN]), "excluded", "hit_un"),
        # Between the two thresholds: both ends belong to it.
        (asked(arms="10"), "very_high", "share_very_high"),
        (asked(arms="5"), "very_high", "share_very_high"),
        # A confirmed hit on another list.
        (Facts(day=DAY, confirmed=[ListStanding.OTHER]), "very_high", "hit_other"),
        # Controversies within three years, the very day included; later ones only by severity.
        (controversy(4, date(2023, 11, 20)), "very_high", "controversy"),
        (controversy(4, date(2023, 11, 19)), "low", None),
        (controversy(3, date(2023, 11, 20)), "high", "controversy"),
        (controversy(2, date(2026, 11, 20)), "medium", "controversy"),
        (controversy(1, date(2026, 11, 20)), "low", None),
        # Arms above nothing, or not determinable.
        (asked(arms="4.99"), "high", "share_high"),
        (asked(arms="0.01"), "high", "share_high"),
        (asked(arms="0"), "low", None),
        (asked(arms="0.00"), "low", None),
        (asked(arms="unknown"), "high", "not_determinable"),
        # A state under sanctions that owns more than half.
        (asked(state_ownership="50.01", state_under_sanctions="yes"), "high", "state_owned"),
        (asked(state_ownership="50", state_under_sanctions="yes"), "low", None),
        (asked(state_ownership="unknown", state_under_sanctions="yes"), "high", "state_owned"),
        (asked(state_ownership="100", state_under_sanctions="no"), "low", None),
        # High-risk sectors: the company's own, or one that it sells in.
        (Facts(day=DAY, isic="B05", sectors=SECTORS), "medium", "sector"),
        (Facts(day=DAY, isic="B", sectors=SECTORS), "medium", "sector"),
        (Facts(day=DAY, isic="C19", sectors=SECTORS), "medium", "sector"),
        (Facts(day=DAY, isic="C", sectors=SECTORS), "low", None),
        (sold("C20", Decimal("0.5")), "medium", "sector"),
        (sold("C20", None), "medium", "sector"),
        (sold("C20", Decimal("0.00")), "low", None),
        # What must be answered and is not.
        (Facts(day=DAY, questions=[OWNERS]), "medium", "unanswered"),
        (Facts(day=DAY, questions=[OWNERS], answers={"owners": "  "}), "medium", "unanswered"),
        (Facts(day=DAY, questions=[OWNERS], answers={"owners": "The Diallo family"}), "low", None),
        # Other effects are data.
        (asked(lawsuit="yes"), "high", "answered_yes"),
        (asked(lawsuit="no"), "low", None),
        (asked(declaration="no"), "medium", "answered_no"),
        (asked(compact="delisted"), "medium", "answered_choice"),
        (asked(compact="active"), "low", None),
        # Nothing at all.
        (Facts(day=DAY), "low", None),
    ],
)
def test_each_row_of_the_table(facts, rating, code):
    proposal = propose(facts)
    assert proposal.rating == rating
    assert [f.code for f in proposal.findings[:1]] == ([code] if code else [])


def test_the_highest_wins_and_stands_first():
    facts = Facts(
        day=DAY,
        questions=QUESTIONS,
        answers={"arms": "7.5", "child-labour": "yes", "lawsuit": "yes"},
        isic="B05",
        sectors=SECTORS,
        confirmed=[ListStanding.OTHER, ListStanding.OTHER],
    )
    proposal = propose(facts)
    assert proposal.rating == Rating.EXCLUDED
    assert [f.effect for f in proposal.findings] == ["excluded", "very_high", "very_high", "high", "medium"]
    assert [f.source for f in proposal.findings] == ["UNICEF", "UNICEF", "Agency setting", "UNICEF", "FAO"]


def test_only_what_is_high_and_not_determinable_takes_a_justification():
    assert propose(asked(arms="unknown")).not_determinable
    assert not propose(asked(arms="7")).not_determinable
    vague = question("esg", unknown_effect="medium")
    assert not propose(Facts(day=DAY, questions=[vague], answers={"esg": "unknown"})).not_determinable


def test_a_finding_is_stored_and_said_in_the_language_of_its_reader():
    [stored] = [f.stored() for f in propose(asked(arms="12.5")).findings]
    finding = Finding(**stored)
    assert say(finding) == "arms in en? 12.5 per cent: above 10 per cent excludes."
    with override("fr"):
        assert say(finding).startswith("arms in fr? 12,5")


values = st.sampled_from(["0", "0.01", "4.99", "5", "10", "10.01", "100", "yes", "no", "unknown", "active", "delisted"])
answers = st.dictionaries(st.sampled_from([q.criterion.code for q in QUESTIONS]), values)
controversies = st.lists(
    st.builds(
        SimpleNamespace,
        severity=st.integers(1, 4),
        happened_on=st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    ),
    max_size=4,
)
facts = st.builds(
    Facts,
    day=st.just(DAY),
    questions=st.just(QUESTIONS),
    answers=answers,
    controversies=controversies,
    isic=st.sampled_from(["", "A01", "B05", "C20", "J62"]),
    sectors=st.just(SECTORS),
    confirmed=st.lists(st.sampled_from(ListStanding.values), max_size=3),
)


def _joined(left: Facts, right: Facts) -> Facts:
    """All that either says; where both answer a question, the first one's word."""
    return Facts(
        day=DAY,
        questions=QUESTIONS,
        answers={**right.answers, **left.answers},
        controversies=[*left.controversies, *right.controversies],
        isic=left.isic,
        activities=[SimpleNamespace(isic=right.isic, share_percent=None)],
        sectors=SECTORS,
        confirmed=[*left.confirmed, *right.confirmed],
    )


@given(facts, facts)
def test_more_findings_never_lower_the_rating(left, right):
    if "state-ownership" not in left.answers:  # unknown counts as more than half; a number may say that it is less
        right.answers.pop("state-ownership", None)
    assert propose(_joined(left, right)).rating.level >= propose(left).rating.level


@given(facts)
def test_nothing_talks_an_exclusion_down(some):
    excluded = Facts(**{**some.__dict__, "confirmed": [*some.confirmed, ListStanding.UN]})
    assert propose(excluded).rating == Rating.EXCLUDED


@given(facts)
def test_the_rating_is_the_highest_of_its_findings_and_every_one_can_be_said(some):
    proposal = propose(some)
    assert proposal.rating.level == max([f.level for f in proposal.findings], default=0)
    assert all(say(f) and f.source for f in proposal.findings)
