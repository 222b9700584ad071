import pytest

from crm.core.names.enums import Kind
from crm.core.names.memory import MemoryIndex
from crm.core.names.parties import Party, PartyName


def person(*names, **known):
    return Party(Kind.PERSON, tuple(map(PartyName, names)), **known)


LISTED = [
    person("Astrid Holmgren", "Astrid Lindqvist"),
    person("Вера Лугова"),
    person("Muhammad Abd al Rahman Quraishi"),
    person("林美玲"),
    person("Xo"),
    Party(Kind.ORGANISATION, (PartyName("Harbour Lights Trading Ltd"),), identifiers={"lei": frozenset({"LEI-0001"})}),
]


@pytest.fixture(scope="module")
def index():
    return MemoryIndex(LISTED)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Holmgren, Astird", 0),
        ("A. Lindqvist", 0),
        ("Vera Lugova", 1),
        ("Mohamed Abdelrahman Qureshi", 2),
        ("Lin Meiling", 3),
    ],
)
def test_a_listed_person_is_hit(index, name, place):
    assert [party for party, _ in index.hits(person(name))] == [LISTED[place]]


def test_others_are_not(index):
    assert index.hits(person("Ingeborg Falkenrath")) == []


def test_nothing_in_common_is_read_through(index):
    """An index that finds no key must not say that nobody is meant."""
    assert index.candidates(person("Qzzz"))


def test_a_number_in_common_brings_another_name(index):
    ours = Party(Kind.ORGANISATION, (PartyName("Kestrel"),), identifiers={"lei": frozenset({"lei 0001"})})
    assert [party for party, _ in index.hits(ours)] == [LISTED[5]]


def test_a_person_is_not_looked_for_among_companies(index):
    assert index.hits(person("Harbour Lights Trading")) == []


def test_nobody_is_like_a_name_without_letters(index):
    assert index.hits(person("?!")) == []
    assert MemoryIndex([]).hits(person("Astrid Holmgren")) == []
