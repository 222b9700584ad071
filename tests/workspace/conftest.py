"""Small sources of our own, so that these tests know no app beside this one."""

from datetime import date, timedelta

import pytest

from crm.core import clock, extension_points
from crm.core.extension_points import (
    Change,
    ChangeSource,
    Command,
    Figure,
    FigureSource,
    InboxItem,
    InboxSource,
    SearchHit,
    SearchProvider,
)

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def host(monkeypatch):
    """`host("inbox_sources", a=source)` fills one registry with just these."""

    def fill(name, **entries):
        registry = getattr(extension_points, name)
        monkeypatch.setattr(registry, "_entries", {key: (100, entry) for key, entry in entries.items()})

    return fill


@pytest.fixture
def filled(host):
    """A home page with something of everything."""

    def items(_user, on):
        for days in (5, -3, 0, -10):
            yield InboxItem(f"In {days} days", f"/x/{days}/", "Task", "check", due_on=on + timedelta(days=days))
        yield InboxItem("Some day", "/x/", "Request", "check")

    host("inbox_sources", a=InboxSource("A", items))
    host(
        "change_sources",
        a=ChangeSource("A", lambda user, moment, limit: [Change(clock.now(), "Beta was added", "/b/", "building-2")]),
    )
    host("figure_sources", a=FigureSource(lambda user, on: [Figure("Companies", 42, "/companies/")]))
    host(
        "commands",
        log=Command("Log a contact", "workspace:search", "phone", words=("call", "réunion")),
        admin=Command("Add a person", "workspace:search", "user-plus", shown_to=lambda user: False),
    )
    host(
        "search_providers",
        companies=SearchProvider(
            "Companies",
            lambda user, text, limit: [SearchHit(f"{text} {n}", f"/c/{n}/", "building-2") for n in range(limit)],
        ),
        nothing=SearchProvider("Left out", lambda user, text, limit: []),
    )
