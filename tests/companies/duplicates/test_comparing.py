"""What of two companies' names makes them one perhaps, and what makes them sisters."""

import pytest

from crm.companies.duplicates.comparing import COMPANIES_FROM, STRONG, companies_alike
from crm.companies.duplicates.contents import CompanyContent


def score(ours, theirs, countries=("US", "US")):
    one, other = (CompanyContent(n, True, name, country=countries[n - 1]) for n, name in enumerate((ours, theirs), 1))
    found = companies_alike(one, other)
    return found.score if found else 0.0


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Heronel", "Heronel Circuits"),
        ("Heronel Health", "Heronel"),
        ("Heronel Tree", "Heronel Tree Stores"),
        ("Heronel Kite Otter Foods", "Heronel Kite Otter"),
    ],
)
def test_a_name_without_its_end_is_worth_a_look_and_never_strong(short, long):
    assert COMPANIES_FROM <= score(short, long) < STRONG


@pytest.mark.parametrize(
    ("ours", "theirs", "countries"),
    [
        ("Heronel", "Otter Heronel", ("US", "US")),
        ("Heronel", "Heronel Circuits", ("US", "MX")),
        ("Heronel", "Heronel Circuits", ("US", "")),
    ],
)
def test_a_word_before_the_name_or_another_country_makes_another_company(ours, theirs, countries):
    assert score(ours, theirs, countries) == 0.0


def test_the_effects_add_up_to_the_score():
    one, other = (CompanyContent(n, True, name, country="US") for n, name in ((1, "Heronel"), (2, "Heronel Circuits")))
    found = companies_alike(one, other)
    assert sum(reason["effect"] for reason in found.reasons) == pytest.approx(found.score, abs=0.002)


def test_reasons_show_the_words_as_each_side_writes_them():
    one = CompanyContent(1, True, "Heronel Traders International", country="US")
    found = companies_alike(one, CompanyContent(2, True, "Heronell Trading Intl", country="US"))
    words = {reason["code"]: (reason["ours"], reason["theirs"]) for reason in found.reasons[1:]}
    assert words["word_exact"] in {("Traders", "Trading"), ("International", "Intl")}
    assert ("Heronel", "Heronell") in words.values()


def test_a_word_that_one_side_has_is_shown_as_it_stands_there():
    one = CompanyContent(1, True, "Heronel", country="US")
    found = companies_alike(one, CompanyContent(2, True, "Heronel Traders Group", country="US"))
    said = {reason["ours"] or reason["theirs"] for reason in found.reasons if reason["code"] == "word_only_theirs"}
    assert said <= {"Traders", "Group"}
