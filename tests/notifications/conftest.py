from datetime import date

import pytest

from crm.notifications.registries import Wording, wordings

WORDING = "test.notice"


@pytest.fixture(autouse=True)
def wording(monkeypatch):
    """A notice of our own, so that these tests know no app above."""
    monkeypatch.setitem(
        wordings._entries,
        WORDING,
        (100, Wording(sentence=lambda values: f"{values['who']} asks for you", button="Answer them")),
    )
    return WORDING


@pytest.fixture
def today():
    return date(2026, 11, 20)
