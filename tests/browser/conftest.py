"""A real site and a real browser.

All rows are made before the browser starts, and the tests look at pages alone: while Playwright's loop runs in this
thread, Django refuses its database here. Hence a browser for each test, closed before the tables are emptied.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from crm.accounts.models import User
from tests.cast import PEOPLE

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 15_000  # milliseconds, for a loaded machine

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def tickets(live_server, cast) -> dict[str, str]:
    """{person: cookie of somebody who has signed in}."""
    return {person: _ticket(getattr(cast, person)) for person in PEOPLE}


def _ticket(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world() -> None:
    """A module overrides this with the rows that its pages show."""


@pytest.fixture
def chromium(world, tickets) -> Iterator[Browser]:
    """Asks for `world` and `tickets` only so that they are there first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CONCORD_CHROMIUM"], args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, tickets, live_server) -> Iterator[Callable[..., Page]]:
    """`visit("focal_point")` is that person's browser, `visit()` a stranger's; any page's complaint fails the test."""
    complaints: list[str] = []

    def open_as(person: str | None = None, size: dict[str, int] = WIDE, **options) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport=size, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        if person:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": tickets[person], "url": live_server.url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda m: m.type == "error" and complaints.append(f"{page.url}: {m.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield open_as
    # Refusals of the Content-Security-Policy are console errors, too.
    assert complaints == []
