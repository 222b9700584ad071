"""What the comparison sees and what it refuses to see, phenomenon by phenomenon; all names are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.core.names.enums import Kind, Quality
from crm.core.names.name_score import name_score, reaches
from crm.core.names.normalise import normalise
from crm.core.names.parties import Party, PartyName
from crm.core.names.reasons import Reason, ReasonCode
from crm.core.names.scoring import Strength, compare
from crm.core.names.sentences import sentence
from crm.core.names.weights import CANDIDATE_FROM, SAME_IDENTIFIER_SCORE, STRONG_FROM


def score(one, other, kind):
    return name_score(normalise(one, kind), normalise(other, kind))


def company(*names, **known):
    return Party(Kind.ORGANISATION, tuple(map(PartyName, names)), **known)


def person(*names, **known):
    return Party(Kind.PERSON, tuple(map(PartyName, names)), **known)


def codes(match):
    return [reason.code for reason in match.reasons]


@pytest.mark.parametrize(
    ("one", "other", "strong"),
    [
        ("Minh Chen", "Linh Chen", False),
        ("Hugo Sow", "Hubo Sow", False),
        ("Minh Chen", "Minh Chen", True),
        ("Joan Miller", "Juan Miller", True),
        ("Maria Sow", "Mariia Sow", True),
        ("Bob Miller", "Rob Miller", True),
    ],
)
def test_a_letter_makes_another_short_name(one, other, strong):
    match = compare(person(one), person(other))
    assert match.strength is (Strength.STRONG if strong else Strength.CANDIDATE)
    assert (ReasonCode.SHORT_WORD_DIFFERS in codes(match)) is not strong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Lights Ltd", "Harbour Lights Limited"),
        ("Harbour Lights Ltd", "Lights Harbour"),
        ("Harbour Lights Trading", "Harbor Lights Trading"),
        ("Harbour Lights Trading", "Harbuor Lights Trading"),
        ("Harbourlights", "Harbour Lights"),
        ("Birkenhof Müller GmbH", "Birkenhof Mueller"),
        ("Берёзка Трейдинг ООО", "Berezka Trading LLC"),
        ("شركة الياسمين للتجارة", "Al Yasmin Trading Company"),
        ("中国梅花银行", "Meihua Bank of China"),
        ("나무전자 주식회사", "Namu Electronics Co., Ltd."),
        ("Fielding Brothers Intl", "Fielding Bros. International"),
        ("Lunaris Fund III", "Lunaris Fund 3"),
        ("VelLunKas", "Veldoria Lunar Kasten"),
        ("KLT Shipping", "Kestrel Lunar Tides Shipping"),
        ("Kestrel Lunar Tides", "Kestrellunartides"),
        ("Central Bank of Bolivia", "Bolivian Central Bank"),
        ("Veldoria Plant No. 9", "Veldoria Plant Number Nine"),
        ("Kestrel Pumps", "Kestrel Pump"),
        ("Kestrel Aluminum", "Kestrel Aluminium"),
        ("Kestrel Air", "Kestrel Airlines"),
        ("Lunaris Relief Society", "Lunaris Relief Association"),
        ("Kestrel Holding", "Kestrel Group"),
        ("Tidal Harbour Corporation", "THC"),
        ("Veldoria Kontor Oslavia Falkenrath", "VKO Falkenrath"),
        ("Lunar Tides Bank (Kenya)", "LTB Kenya"),
        ("Lunar Marine Orchards - Harbour Lights Trading", "LMO HLT"),
        ("Falkenrath Tidal Power", "Falkenrath TP"),
        ("Lunaria Arab Airlines", "Lunariaair"),
        ("Falkenrath Veldoria Marlow (FVM)", "FVM"),
    ],
)
def test_companies_that_may_be_the_same(one, other):
    assert score(one, other, Kind.ORGANISATION) >= CANDIDATE_FROM[Kind.ORGANISATION]


@pytest.mark.parametrize(
    ("native", "latin", "same"),
    [
        ("देवेन्द्र मोहिनी", "Devendra Mohini", True),
        ("রবীন্দ্রনাথ ঠাকুর", "Rabindranath Thakur", True),
        ("देवेन्द्र मोहिनी", "Dinesh Mohini", False),
        ("देवेन्द्र मोहिनी", "Rahul Sharma", False),
    ],
)
def test_the_vowel_that_an_indic_consonant_brings_along_is_not_missed(native, latin, same):
    assert (score(native, latin, Kind.PERSON) >= CANDIDATE_FROM[Kind.PERSON]) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lunaris Fund 2", "Lunaris Fund 3"),
        ("Harbour Lights Trading", "Mountain Lights Trading"),
        ("Kestrel Group International", "Falcon Group International"),
        ("First Bank of Lunaria", "First Bank of Veldoria"),
        ("Kestrel Holding Austria", "Kestrel Holding Hungary"),
        ("Lunaris Cement", "Lunaris Ceramics"),
        ("Kestrel Oil", "Kestrel Petroleum"),
        ("Kestrel Holding", "Kestrel Textiles"),
        ("Valo", "Vasto"),
        ("QRS Trading", "QRX Trading"),
        ("THC", "Tidal Harbour"),
        ("Interbank", "International Development Bank"),
        ("梅花有限公司", "青木有限公司"),
    ],
)
def test_companies_that_are_not(one, other):
    assert score(one, other, Kind.ORGANISATION) < CANDIDATE_FROM[Kind.ORGANISATION]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Astrid Holmgren", "HOLMGREN, Astrid"),
        ("Astrid Holmgren", "Astrid Maria Holmgren"),
        ("Astrid Holmgren", "Astrid Holmgreen"),
        ("Robert Fielding", "Bob Fielding"),
        ("Mohamed Abdel-Rahman Qureshi", "Muhammad Abd al Rahman Quraishi"),
        ("Вера Павловна Лугова", "Vera Lugova"),
        ("Yuliya Shcherbakova", "Julija Schtscherbakowa"),
        ("محمود طاهر", "Mahmoud Taher"),
        ("عصام أحمد", "Essam Ahmed"),
        ("林美玲", "Lin Meiling"),
        ("張美玲", "张美玲"),
        ("박하늘", "Park Haneul"),
        ("Jürgen Groß", "Juergen Gross"),
        ("İpek Yıldız", "Ipek Yildiz"),
        ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
        ("María José Ruiz de la Vega", "Maria Jose Ruiz Vega"),
    ],
)
def test_people_who_may_be_the_same(one, other):
    assert score(one, other, Kind.PERSON) >= CANDIDATE_FROM[Kind.PERSON]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Astrid Holmgren", "Ingrid Holmgren"),
        ("Astrid Holmgren", "Astrid Lindqvist"),
        ("Omar Hassan", "Omar Khalil"),
        ("Rumi", "Astrid Rumi Holmgren"),
        ("张美玲", "张梅林"),
        ("박하늘", "박하은"),
        ("Wei Zhang", "Wei Zhou"),
    ],
)
def test_people_who_are_not(one, other):
    assert score(one, other, Kind.PERSON) < CANDIDATE_FROM[Kind.PERSON]


@pytest.mark.parametrize(("other", "same"), [("Seagull II", True), ("Seagull 3", False), ("Sea Gull 2", True)])
def test_ships(other, same):
    assert (score("M/V Seagull 2", other, Kind.VESSEL) >= CANDIDATE_FROM[Kind.VESSEL]) is same


def test_an_acronym_is_worth_a_look_and_no_more():
    match = compare(company("OLT"), company("Organisation for Lunar Tides"))
    assert match.strength is Strength.CANDIDATE
    assert ReasonCode.ACRONYM in codes(match)


@pytest.mark.parametrize(("one", "other"), [("Sylvo", "Cilvo"), ("Denvo Bank", "Dentvo Bank"), ("KVR", "KVA Group")])
def test_a_short_name_that_is_only_nearly_the_same_is_never_strong(one, other):
    assert compare(company(one), company(other)).strength is not Strength.STRONG


def test_words_that_tell_little_do_not_make_up_for_the_one_that_tells():
    match = compare(company("Sylvo Bank"), company("Cilvo Bank"))
    assert match.strength is Strength.CANDIDATE
    assert ReasonCode.NO_TELLING_WORD_EXACT in codes(match)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bank of Kenya", "State Bank of Kenya"),
        ("Agricultural Bank of Kenya", "Agricultural Development Bank of Kenya"),
        ("Kestrel Holdings GmbH", "Kestrel Holdings S.p.A."),
        ("Kestrel", "Kestrel Canada"),
    ],
)
def test_sisters_are_never_strong(one, other):
    assert compare(company(one), company(other)).strength is Strength.CANDIDATE


@pytest.mark.parametrize(("one", "other"), [("Kestrel Oy", "Kestrel Ab"), ("Kestrel K.K.", "Kestrel Co., Ltd.")])
def test_forms_that_one_company_may_have_are_no_sign_of_two_countries(one, other):
    assert compare(company(one), company(other)).strength is Strength.STRONG


def test_words_of_nearly_the_same_meaning_are_told():
    match = compare(company("Lunaris Relief Society"), company("Lunaris Relief Association"))
    assert ReasonCode.WORD_KIN in codes(match)


def test_a_vowel_or_a_slip_in_a_short_name_is_worth_a_look():
    assert score("Valo Trading", "Valu Trading", Kind.ORGANISATION) >= CANDIDATE_FROM[Kind.ORGANISATION]
    assert score("Valo Trading", "Vlao Trading", Kind.ORGANISATION) >= CANDIDATE_FROM[Kind.ORGANISATION]


def test_a_particle_against_a_word_weighs_the_same_from_both_sides():
    assert score("AL:\u0235", "\u02350:0\u041b", Kind.PERSON) == score("\u02350:0\u041b", "AL:\u0235", Kind.PERSON)


def test_a_place_or_a_common_word_more_makes_a_match_weaker():
    bare, more = (score("Kestrel Lunaris", f"Kestrel Lunaris{word}", Kind.ORGANISATION) for word in ("", " Canada"))
    assert STRONG_FROM <= more < bare == 1.0


def test_the_best_pair_of_names_is_told_with_its_quality():
    theirs = Party(Kind.PERSON, (PartyName("Ingrid Lindqvist"), PartyName("Astrid Holmgren", Quality.WEAK)))
    match = compare(person("Astrid Holmgren"), theirs)
    first = match.reasons[0]
    assert (first.code, first.theirs, first.detail) == (ReasonCode.NAMES, "Astrid Holmgren", "weak")
    assert match.strength is Strength.CANDIDATE
    assert match.score < STRONG_FROM


@pytest.mark.parametrize(
    ("known", "code", "effect"),
    [
        ({"countries": frozenset({"NO"})}, ReasonCode.COUNTRY_DIFFERS, -0.2),
        ({"countries": frozenset({"NO", "SE"})}, ReasonCode.COUNTRY_SAME, 0.0),
        ({"birth_dates": ("1960",)}, ReasonCode.BIRTH_SAME, 0.0),
        ({"birth_dates": ("1961",)}, ReasonCode.BIRTH_YEAR_DIFFERS, -0.15),
        ({"birth_dates": ("1961", "1960-05")}, ReasonCode.BIRTH_SAME, 0.0),
        ({"birth_dates": ("1960-06-03",)}, ReasonCode.BIRTH_DATE_DIFFERS, -0.25),
        ({"birth_dates": ("1960-03-05",)}, ReasonCode.BIRTH_SAME, 0.0),
    ],
)
def test_countries_and_births(known, code, effect):
    ours = person("Astrid Holmgren", countries=frozenset({"SE"}), birth_dates=("1960-05-03",))
    match = compare(ours, person("Astrid Holmgren", **known))
    (reason,) = [reason for reason in match.reasons if reason.code is code]
    assert reason.effect == pytest.approx(effect)
    assert match.score == pytest.approx(1.0 + effect)


def test_the_same_number_outweighs_the_name():
    ours = company("Harbour Lights", identifiers={"register": frozenset({"00-12345"})})
    match = compare(ours, company("Kestrel", identifiers={"register": frozenset({"12345"})}))
    assert match.score == pytest.approx(SAME_IDENTIFIER_SCORE)
    assert ReasonCode.IDENTIFIER_SAME in codes(match)


def test_registers_of_two_countries_may_give_the_same_number():
    ours = company("Harbour", identifiers={"register": frozenset({"12345"})}, countries=frozenset({"SE"}))
    theirs = company("Kestrel", identifiers={"register": frozenset({"12345"})}, countries=frozenset({"KE"}))
    assert compare(ours, theirs).strength is Strength.NONE


def test_another_lei_is_another_body():
    ours = company("Harbour Lights", identifiers={"lei": frozenset({"529900AAAAAAAAAAAA11"})})
    match = compare(ours, company("Harbour Lights", identifiers={"lei": frozenset({"529900BBBBBBBBBBBB22"})}))
    assert match.score == pytest.approx(0.75)


def test_a_company_is_no_person():
    match = compare(company("Astrid Holmgren"), person("Astrid Holmgren"))
    assert (match.score, codes(match)) == (0.0, [ReasonCode.KIND_DIFFERS])


def test_nobody_has_no_name():
    assert compare(company(), company("Harbour Lights")).score == 0.0


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Astrid Holmgren", "Astrid Holmgren", ReasonCode.WORD_EXACT),
        ("Robert Fielding", "Bob Fielding", ReasonCode.WORD_VARIANT),
        ("Yuri Lugov", "Iouri Lugoff", ReasonCode.WORD_SOUND),
        ("Astrid Holmgren", "Astrid Holmgrern", ReasonCode.WORD_SPELLING),
        ("A. Holmgren", "Astrid Holmgren", ReasonCode.WORD_INITIAL),
        ("Anne Marie Holmgren", "Annemarie Holmgren", ReasonCode.WORD_JOINED),
        ("Astrid Maria Holmgren", "Astrid Holmgren", ReasonCode.WORD_ONLY_OURS),
        ("Astrid Holmgren", "Astrid Maria Holmgren", ReasonCode.WORD_ONLY_THEIRS),
        ("نورس طاهرى", "Nawras Taheri", ReasonCode.WORD_ROMANISATION),
        ("张美玲", "张美林", ReasonCode.SIGNS_DIFFER),
    ],
)
def test_each_part_is_told(one, other, code):
    assert code in codes(compare(person(one), person(other)))


def test_every_reason_has_a_sentence():
    reasons = compare(company("OLT GmbH"), company("Harbour Lights Ltd")).reasons
    assert all(sentence(reason) for reason in reasons)
    assert {code for code in ReasonCode if sentence(Reason(code, "a", "b", 0.0))} == set(ReasonCode)


names = st.one_of(
    st.text(max_size=24),
    st.lists(
        st.sampled_from(
            [
                "Harbour",
                "Lights",
                "Harbor",
                "Ltd",
                "GmbH",
                "Abdul",
                "Rahman",
                "al",
                "Fund",
                "HLF",
                "Habor",
                "Austria",
                "Kenya",
                "2",
                "3",
                "II",
                "A",
                "Юлия",
                "张美玲",
                "박하늘",
                "طاهر",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


@given(names, names, st.sampled_from(Kind))
@settings(max_examples=300)
def test_the_score_is_symmetric_and_between_0_and_1(one, other, kind):
    forth, back = score(one, other, kind), score(other, one, kind)
    assert forth == back
    assert 0.0 <= forth <= 1.0


@given(names, st.sampled_from(Kind))
def test_a_name_is_like_itself(name, kind):
    assert score(name, name, kind) == (1.0 if normalise(name, kind).tokens else 0.0)


@given(names, names, st.sampled_from(Kind), st.booleans(), st.sampled_from(["", "1960", "1961-05-03"]))
@settings(max_examples=300)
def test_the_reasons_add_up_to_the_score(one, other, kind, weak, born):
    ours = Party(kind, (PartyName(one),), frozenset({"SE"}), ("1960-05-03",))
    theirs = Party(
        kind, (PartyName(other, Quality.WEAK if weak else Quality.STRONG),), frozenset({"KE"}), (born,) if born else ()
    )
    match = compare(ours, theirs)
    assert sum(reason.effect for reason in match.reasons) == pytest.approx(match.score)
    if not weak and one and other:
        words = {code for code in ReasonCode if not code.startswith(("country", "birth"))}
        of_name = sum(reason.effect for reason in match.reasons if reason.code in words)
        assert of_name == pytest.approx(score(one, other, kind))


_WORDS = st.lists(
    st.sampled_from(["Astrid", "Lindqvist", "Lindquist", "al", "A", "Вера", "Harbour", "Lights", "Harbourlights", "7"]),
    max_size=4,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(_WORDS, _WORDS, st.sampled_from(list(Kind)), st.sampled_from([0.0, 0.3, 0.4, 0.41, 0.61, 0.67, 0.85, 1.0]))
def test_what_is_told_early_is_what_the_score_would_say(one, other, kind, least):
    ours, theirs = normalise(one, kind), normalise(other, kind)
    assert reaches(ours, theirs, least) is (name_score(ours, theirs) >= least)
