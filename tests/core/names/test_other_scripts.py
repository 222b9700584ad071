"""Names in other scripts than Latin: invented people who bear common names."""

import pytest

from crm.core.names.enums import Kind
from crm.core.names.keys import keys_of, spelling_keys
from crm.core.names.memory import MemoryIndex
from crm.core.names.name_score import name_score
from crm.core.names.normalise import normalise
from crm.core.names.parties import Party, PartyName
from crm.core.names.spelling import romanise_word
from crm.core.names.weights import CANDIDATE_FROM

LEAST = CANDIDATE_FROM[Kind.PERSON]


def score(one, other):
    return name_score(normalise(one, Kind.PERSON), normalise(other, Kind.PERSON))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("παπαδοπουλου", "papadopoulou"),
        ("ντουμπιδησ", "doumpidis"),
        ("ευαγγελια", "evangelia"),
        ("հարություն", "harutyun"),
        ("გიორგი", "giorgi"),
        ("кърджали", "kardzhali"),
        ("יעקב", "yakb"),
        ("नरेन्द्र", "narendra"),
        ("राजेश", "rajesh"),
        ("முருகன்", "murugan"),
        ("ചാണ്ടി", "chandi"),
        ("මහින්ද", "mahinda"),
        ("โสภา", "sopha"),
        ("แสงจันทร์", "saengchan"),
        ("ລູຊາກາ", "lusaka"),
        ("សុខា", "sokha"),
        ("အောင်", "aung"),
        ("ረዥም", "rezhm"),
        ("フィリピン", "firipin"),
        ("현수", "hyeonsu"),
    ],
)
def test_letters_are_read_as_they_sound(written, read):
    assert romanise_word(written) == read


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("田中健一", "Kenichi Tanaka"),
        ("佐々木 美咲", "Misaki Sasaki"),
        ("高橋さくら", "Sakura Takahashi"),
        ("タナカケンイチ", "Tanaka Kenichi"),
        ("陳志明", "Chan Chi Ming"),
        ("陳志明", "Chan, Chiming"),
        ("蕭秋萍", "Hsiao Ch'iu-p'ing"),
        ("金永哲", "Kim Young-chul"),
        ("김영철", "Kim Yong Chol"),
        ("최현우", "Choi Hyun-woo"),
        ("弗拉基米尔·诺维科夫", "Vladimir Novikov"),
        ("ヴィクトル・ノヴァーク", "Viktor Novak"),
        ("عبد القادر نور الدين", "Abdelkader Noureddine"),
        ("فضل الله رحيمى", "Fazlullah Rahimi"),
        ("شمس الدین عبدالرحمان", "Shamsuddin Abdul Rahman"),
        ("სოფიო მამარდაშვილი", "Sopio Mamardashvili"),
        ("မင်းထွန်း", "Min Tun"),
        ("ஜெயந்தி முருகன்", "Jayanthi Murugan"),
    ],
)
def test_people_are_found_under_how_they_write_themselves(written, latin):
    assert score(written, latin) >= LEAST
    index = MemoryIndex([Party(Kind.PERSON, (PartyName(latin),))])
    assert index.hits(Party(Kind.PERSON, (PartyName(written),)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("田中健一", "Misaki Tanaka"),
        ("陳志明", "Chan Wai Kuen"),
        ("李寧", "Li Cheng Su"),
        ("김은정", "Kim Un Chol"),
        ("خالد حسن المنصوري", "خلف حسن المنصوري"),
        ("रमेश कुमार", "सुरेश कुमार"),
    ],
)
def test_another_reading_is_no_other_person(one, other):
    assert score(one, other) < LEAST


def test_arabic_letters_differ_by_the_town_where_they_were_typed():
    assert score("يحيى إبراهيم القاضي", "یحیی ابراهيم القاضى") > 0.95


def test_an_index_keeps_a_name_under_each_of_its_readings():
    asked = spelling_keys(normalise("Kenichi Tanaka", Kind.PERSON))
    assert asked.intersection(keys_of(normalise("田中健一", Kind.PERSON)))


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Уральский металлургический завод", "Ural Metallurgical Works"),
        ("Институт ядерной энергетики", "Institute of Nuclear Energy"),
        ("شركة النفط الوطنية", "National Oil Company"),
        ("Εθνική Ασφαλιστική", "National Insurance"),
        ("ธนาคารกรุงเทพ", "Bangkok Bank"),
        ("森田保険株式会社", "Morita Insurance"),
        ("Молочный комбинат", "Dairy Plant"),
    ],
)
def test_shared_words_of_companies_are_translated(written, latin):
    one, other = normalise(written, Kind.ORGANISATION), normalise(latin, Kind.ORGANISATION)
    assert name_score(one, other) > 0.9


def test_a_name_that_begins_like_a_shared_word_is_none():
    assert normalise("Газпром", Kind.ORGANISATION).readings == ()
