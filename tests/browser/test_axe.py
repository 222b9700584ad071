"""Every page that a person can open: nothing for axe to say, no sideways scrolling on a phone, no complaint."""

import logging

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.architecture.test_doors import path_of, routes
from tests.doors_world import build_world

from .conftest import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The framework's own pages, and the library that draws the description of the API.
FOREIGN = ("/admin/", "/api/")
# Who may open most of what there is. The administrator sees what the others may not.
READERS = ("focal_point", "administrator")
ONLY_FAULTS = {"resultTypes": ["violations"]}
IN_THE_DARK = ("workspace:home", "companies:list", "companies:detail", "contactlog:create", "core:styleguide")


@pytest.fixture
def world(live_server, cast, tickets) -> dict[str, list[tuple[str, str]]]:
    """{person or "": [(name, path)]} of the pages that answer, each with its first reader."""
    ids = build_world(cast)
    pages: dict[str, list[tuple[str, str]]] = {"": [], **{reader: [] for reader in READERS}}
    logging.disable(logging.CRITICAL)
    for name, template in routes():
        if template.startswith(FOREIGN):
            continue
        path = path_of(template, name, ids)
        reader = next((who for who in pages if _is_page(path, tickets.get(who))), None)
        if reader is not None:
            pages[reader].append((name, path))
    logging.disable(logging.NOTSET)
    return pages


def _is_page(path: str, ticket: str | None) -> bool:
    client = Client(raise_request_exception=False)
    if ticket:
        client.cookies[settings.SESSION_COOKIE_NAME] = ticket
    answer = client.get(path)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and html and answer.content.lstrip()[:9].lower() == b"<!doctype"


def test_every_page_is_accessible_and_fits_a_phone(visit, world):
    assert sum(len(pages) for pages in world.values()) > 60, "the world has lost its pages"
    faults = []
    for reader, pages in world.items():
        page = visit(reader or None)
        for name, path in pages:
            page.goto(path)
            faults += [f"{name}: {fault}" for fault in _violations(page)]
            page.set_viewport_size(PHONE)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{name}: wider than a phone")
            page.set_viewport_size(WIDE)
    assert faults == []


def test_the_dark_is_as_readable(visit, world):
    paths = {name: (reader, path) for reader, pages in world.items() for name, path in pages}
    faults = []
    for name in IN_THE_DARK:
        reader, path = paths[name]
        page = visit(reader, color_scheme="dark")
        page.goto(path)
        faults += [f"{name}: {fault}" for fault in _violations(page)]
    assert faults == []


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=ONLY_FAULTS).response["violations"]
    return [f"{each['id']} ({each['help']}): {node['html'][:200]}" for each in found for node in each["nodes"][:3]]
