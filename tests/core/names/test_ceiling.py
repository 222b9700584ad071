"""The bound may let too many names pass, never too few: it is held to the score itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.core.names.alignment import reading_of
from crm.core.names.ceiling import Ceiling
from crm.core.names.enums import Kind
from crm.core.names.name_score import reaches
from crm.core.names.normalise import normalise
from crm.core.names.weights import CANDIDATE_FROM, WEIGHTS
from crm.core.names.word_profile import profile

WORDS = [
    *(
        "Holmgren",
        "Astrid",
        "Robert",
        "Bob",
        "Mohamed",
        "Muhammad",
        "Abdel",
        "Rahman",
        "Abdulrahman",
        "al",
        "bin",
        "XO",
    ),
    *(
        "Trading",
        "International",
        "Harbour",
        "Lights",
        "Harbourlights",
        "Nairobi",
        "Bank",
        "Marlow",
        "Marlowe",
        "Kestrel",
        "Group",
        "Holding",
        "Oil",
        "Petroleum",
        "HLT",
    ),
    *("GmbH", "Ltd", "Fund", "2", "III", "12345", "J", "A", "Вера", "Лугова", "Берёзка", "الياسمين", "عبد", "الرحمن"),
    *("محمد", "林美玲", "株式会社", "アストリッド", "김민준", "मोहन", "Σοφία"),
]


@st.composite
def misspelt(draw):
    word = draw(st.sampled_from(WORDS))
    if draw(st.integers(0, 2)) or len(word) < 3:
        return word
    place = draw(st.integers(0, len(word) - 1))
    return word[:place] + draw(st.sampled_from(["", "a", "b", word[place] * 2])) + word[place + 1 :]


NAMES = st.lists(misspelt(), min_size=1, max_size=5)


def is_let_pass(one, other, least):
    ceiling = Ceiling(one.kind, least)
    return bool(list(ceiling.passing(ceiling.outline(one), [ceiling.outline(other)])))


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(Kind), NAMES, NAMES, st.data())
def test_what_reaches_is_let_pass(kind, ours, theirs, data):
    shared = data.draw(st.lists(st.sampled_from(ours), max_size=3))
    one, other = normalise(" ".join(ours), kind), normalise(" ".join(theirs + shared), kind)
    least = data.draw(st.sampled_from([CANDIDATE_FROM[kind], 0.85, 0.3]))
    if one.tokens and other.tokens and reaches(one, other, least):
        assert is_let_pass(one, other, least)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(Kind), NAMES, NAMES)
def test_no_pair_of_words_is_missed_at_the_first_look(kind, ours, theirs):
    one, other = profile(normalise(" ".join(ours), kind)), profile(normalise(" ".join(theirs), kind))
    reading = reading_of(one, other, kind, WEIGHTS[kind])
    for word in one.words:
        offered = {each for each in other.words if reading.offer(word, each)}
        assert offered <= set(reading.may_offer(word, list(other.words)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Astrid Holmgren", "Astrid Falkenrath"),
        ("Ingeborg Falkenrath", "Robert Marlow"),
        ("Mohamed al Rahman", "Ali Khan"),
    ],
)
def test_people_with_one_word_in_common_are_stopped(one, other):
    assert not is_let_pass(normalise(one, Kind.PERSON), normalise(other, Kind.PERSON), CANDIDATE_FROM[Kind.PERSON])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HLT", "Harbour Lights Trading"),
        ("HLT Bank", "Harbour Lights Trading Bank"),
        ("HLT Kestrel Bank", "Harbour Lights Trading Bank of Kestrel"),
        ("Harbourlights", "Harbour Lights"),
        ("Harbourlghts Bank", "Harbour Lights Bank"),
        ("Kest Rel Mar Low", "Kestrel Marlow"),
        ("International Harbour 2", "Intl Harbour II"),
    ],
)
def test_companies_that_agree_by_other_means_than_their_words_are_let_pass(one, other):
    ours, theirs = normalise(one, Kind.ORGANISATION), normalise(other, Kind.ORGANISATION)
    for least in (CANDIDATE_FROM[Kind.ORGANISATION], 0.5, 0.3):
        assert is_let_pass(ours, theirs, least) or not reaches(ours, theirs, least)
