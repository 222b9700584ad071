"""One row for each habit of writing that the normal form has to see through; the names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.core.names.enums import Kind, Script
from crm.core.names.normalise import normalise


@pytest.mark.parametrize(
    ("text", "folded", "form"),
    [
        ("Harbour Lights Ltd.", "harbour lights", "limited"),
        ("Harbour Lights Co., Ltd", "harbour lights", "limited"),
        ("Kwiat i Syn Sp. z o.o.", "kwiat i syn", "spzoo"),
        ("Kwiat Spółka z ograniczoną odpowiedzialnością", "kwiat", "spzoo"),
        ("Panadería Luna, S.A. de C.V.", "panaderia luna", "sa de cv"),
        ("L.L.C. Northwind", "northwind", "llc"),
        ("S. A. Lumière", "sa lumiere", ""),
        ("Lumière S. A.", "lumiere", "sa"),
        ("Birkenhof GmbH & Co. KG", "birkenhof", "gmbh co kg"),
        ("Birkenhof GmbH Austria", "birkenhof austria", "gmbh"),
        ("PT Melati Jaya Tbk", "melati jaya", "pt"),
        ("Yıldız Sanayi ve Ticaret A.Ş.", "yildiz", "anonim sirketi"),
        ("ООО «Берёзка»", "berezka", "ooo"),
        ("Berezka OOO", "berezka", "ooo"),
        ("ЗАО Берёзка", "berezka", "ao"),
        ("青木株式会社", "qingmu", "kabushiki kaisha"),
        ("㈱青木", "qingmu", "kabushiki kaisha"),
        ("梅花有限公司", "meihua", "youxian gongsi"),
        ("梅花股份有限公司", "meihua", "gufen youxian gongsi"),
        ("주식회사 나무", "namu", "jusikhoesa"),
        ("(주)나무", "namu", "jusikhoesa"),
        ("บริษัท ดอกไม้ จำกัด (มหาชน)", "dokmai", "chamkat"),
        ("The Orchard Company", "orchard", "company"),
        ("Limited", "limited", ""),
        ("", "", ""),
        ("?!", "", ""),
    ],
)
def test_a_company_is_read_without_its_legal_form(text, folded, form):
    name = normalise(text, Kind.ORGANISATION)
    assert (name.folded, name.legal_form) == (folded, form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J P Fielding", "J.P. Fielding & Co"),
        ("JP Fielding", "J P Fielding"),
        ("Fielding Bros.", "Fielding Brothers"),
        ("Fielding & Sons", "Fielding and Sons"),
        ("Fielding und Söhne", "Fielding & Sons"),
        ("Fielding Intl", "Fielding International"),
        ("Fielding Mfg. Co.", "Fielding Manufacturing"),
        ("St. Brendan Clinic", "Saint Brendan Clinic"),
        ("O'Hara Foods", "OHara Foods"),
        ("Banco de Luna", "Luna Banco"),
        ("Банк Луна", "Luna Bank"),
        ("中国梅花银行", "China Meihua Bank"),
        ("나무전자", "Namu Electronics"),
        ("Second Harbour Fund", "Harbour Second Funds"),
        ("Harbour Fund III", "Harbour Fund 3"),
        ("Harbour Fund Three", "Harbour Fund 3"),
        ("L'Aurora", "Aurora S.p.A."),
        ("Banca dell’Olmo", "Banca Olmo"),
        ("Harbour Lights Trading (HLT)", "Harbour Lights Trading"),
        ("Kestrel Pumps", "Kestrel Pump"),
        ("Kestrel Refineries", "Kestrel Refinery"),
        ("Falkenrath e C. SpA", "Falkenrath & C. S.p.A."),
        ("Kestrel NZ", "Kestrel New Zealand"),
        ("Kestrel of the Islamic Republic of Iran", "Kestrel Iran"),
    ],
)
def test_two_spellings_have_the_same_words(one, other):
    assert sorted(normalise(one, Kind.ORGANISATION).tokens) == sorted(normalise(other, Kind.ORGANISATION).tokens)


@pytest.mark.parametrize("text", ["O'Awbrey", "Lajnat Al D'Awbrey", "D'Awbrey"])
def test_no_article_is_taken_from_other_names(text):
    assert "awbrey" not in normalise(text, Kind.ORGANISATION).tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Dr. Fiona O'Hara", ("fiona", "ohara")),
        ("HOLM, Astrid", ("holm", "astrid")),
        ("A.B. Holm", ("a", "b", "holm")),
        ("林美玲", ("lin", "meiling")),
        ("欧阳美玲", ("ouyang", "meiling")),
        ("박하늘", ("park", "haneul")),
        ("Вера Павловна Лугова", ("vera", "pavlovna", "lugova")),
        ("İpek Işık", ("ipek", "isik")),
        ("Mr", ("mr",)),
    ],
)
def test_a_person_is_read_without_titles(text, tokens):
    assert normalise(text, Kind.PERSON).tokens == tokens


@pytest.mark.parametrize(("text", "tokens"), [("M/V Seagull 2", ("seagull", "2")), ("MT SEAGULL II", ("seagull", "2"))])
def test_a_ship_is_read_without_what_it_is(text, tokens):
    assert normalise(text, Kind.VESSEL).tokens == tokens


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Seagull", Script.LATIN),
        ("Łódź", Script.LATIN),
        ("Чайка", Script.CYRILLIC),
        ("Γλάρος", Script.GREEK),
        ("نورس", Script.ARABIC),
        ("שחף", Script.HEBREW),
        ("海鸥", Script.HAN),
        ("カモメ商店", Script.KANA),
        ("갈매기", Script.HANGUL),
        ("นางนวล", Script.THAI),
        ("सीगल", Script.INDIC),
        ("42", Script.NONE),
    ],
)
def test_the_script_is_told(text, script):
    assert normalise(text, Kind.ORGANISATION).script == script


@given(st.text(), st.sampled_from(Kind))
def test_any_text_has_a_normal_form_that_stays(text, kind):
    name = normalise(text, kind)
    again = normalise(name.folded, kind)
    assert again.folded == name.folded
    assert all(token.isascii() and token.isalnum() and token == token.lower() for token in name.tokens)
