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
