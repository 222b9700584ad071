"""Two spellings of a name share a key; the index of names rests on nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.core.names.enums import Kind
from crm.core.names.keys import beginning_keys, heard, keys_of, spelling_keys, trigram_keys
from crm.core.names.normalise import normalise


def keys(text, kind=Kind.ORGANISATION):
    return spelling_keys(normalise(text, kind))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baobab Foods Ltd", "Baobab SARL"),  # legal form
        ("Baobab", "Baobob"),  # a letter
        ("Baobab", "Baoab"),  # one missing
        ("Baobab", "Baobaab"),  # one too many
        ("Baobab", "Baboab"),  # two in each other's place
        ("Red Fern", "Fern Red"),
        ("Red Fern", "Redfern"),
        ("Redfern", "Red Fern"),
        ("Philips", "Filips"),
        ("Krakow", "Cracow"),
        ("Intl Ferry", "International"),
        ("Газпром", "Gazprom"),
        ("华为", "Huawei"),
        ("深圳梅花技术有限公司", "梅花技术"),
        ("شركة أرامكو", "Aramco"),
        ("삼성", "Samseong"),
    ],
)
def test_spellings_share_a_key(one, other):
    assert keys(one) & keys(other)


def test_strangers_share_none():
    assert not keys("Baobab Foods") & keys("Zenith Shipping")


def test_trigrams_survive_two_wrong_letters():
    one, other = (normalise(text, Kind.ORGANISATION) for text in ("Baobab Textiles", "Baibob Textiles"))
    assert len(trigram_keys(one) & trigram_keys(other)) > 8


def test_a_word_is_found_from_its_fourth_letter():
    assert beginning_keys(["baob"]) == beginning_keys(["baobab"])
    assert beginning_keys(["bao"]) == set()


@pytest.mark.parametrize(
    ("one", "other"), [("schmidt", "shmit"), ("sharika", "shrkh"), ("aramco", "aramkw"), ("philippe", "filip")]
)
def test_what_is_heard_is_what_spellings_have_in_common(one, other):
    assert heard(one) == heard(other)


@given(st.text(max_size=60))
def test_any_text_has_keys_that_postgresql_takes(text):
    for kind in (Kind.ORGANISATION, Kind.PERSON):
        found = keys_of(normalise(text, kind))
        assert found == sorted(set(found))
        assert all(-(2**31) <= key < 2**31 for key in found)
