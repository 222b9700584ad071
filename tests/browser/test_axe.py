"""Every page that a person can open: nothing for axe to say, no sideways scrolling on a phone, no complaint."""

import logging
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from crm.accounts.models import User
from crm.imports.models import ImportRun
from crm.imports.services.commits import commit
from crm.imports.services.previews import preview
from crm.imports.services.undoing import undo
from crm.imports.services.uploads import upload
from crm.jobs.services import running
from tests.architecture.test_doors import part_of, path_of, routes
from tests.doors_world import build_world

from .conftest import PHONE, WIDE
from .due_diligence_states import states

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Wanted = Callable[[str], bool]
# The framework's own pages, and the library that draws the description of the API.
FOREIGN = ("/admin/", "/api/")
# Who may open most of what there is. The administrator sees what the others may not.
READERS = ("focal_point", "administrator")
ONLY_FAULTS = {"resultTypes": ["violations"]}
SQUEEZED = """[...document.querySelectorAll(".table-cards td")].some(
    cell => cell.offsetWidth > 0 && cell.offsetWidth < 60 && cell.offsetHeight > 100
        && cell.innerText.trim().length > 12)"""
# Who reads in which language, for a look in the dark and on a phone.
TONGUES = {"chief_of_mission": "fr", "outsider": "es"}
IN_THE_DARK = ("workspace:home", "companies:list", "companies:detail", "contactlog:create", "core:styleguide")
DECIDED_IN_THE_DARK = ("duediligence:desk (open)", "duediligence:decision (my vote)", "duediligence:clearance_list")


# The pages of the routes in parts, so that every core has some, and how many at least are in each.
PARTS = 8
EACH_HAS = 8


def in_part(number: int) -> Wanted:
    return lambda name: part_of(name, PARTS) == number


@pytest.fixture
def wanted() -> Wanted:
    """Which pages of routes a test looks at, by their names; a test says which by this parameter."""
    return lambda name: name in IN_THE_DARK


@pytest.fixture
def more() -> bool:
    """Whether it looks at the pages in their states, too, which are not all made for nothing."""
    return True


@pytest.fixture
def world(live_server, cast, tickets, wanted: Wanted, more: bool) -> dict[str, list[tuple[str, str]]]:
    """{person or "": [(name, path)]} of the pages that answer, each with its first reader."""
    ids = build_world(cast)
    pages: dict[str, list[tuple[str, str]]] = {"": [], **{reader: [] for reader in READERS}}
    logging.disable(logging.CRITICAL)
    for name, template in routes():
        if template.startswith(FOREIGN) or not wanted(name):
            continue
        path = path_of(template, name, ids)
        reader = next((who for who in pages if _is_page(path, tickets.get(who))), None)
        if reader is not None:
            pages[reader].append((name, path))
    logging.disable(logging.NOTSET)
    if more:
        pages["focal_point"] += _stages_of_an_import(cast.focal_point)
        for reader, states_of in states(cast, ids).items():
            pages.setdefault(reader, []).extend(states_of)
    for person, language in TONGUES.items():
        User.objects.filter(pk=getattr(cast, person).pk).update(language=language)
    return pages


def _stages_of_an_import(by: User) -> list[tuple[str, str]]:
    """The pages that one address shows one after the other: columns, preview, at work, done, undone."""
    text = b"Name,Land\nBaobab Lines,Atlantis\n,Kenya\n"
    mapped, working, done, undone = (
        upload(by=by, kind="companies", upload=SimpleUploadedFile(f"{stage}.csv", text))
        for stage in ("mapped", "working", "done", "undone")
    )
    for run in (working, done, undone):
        commit(run=preview(run=run, by=by, mapping={"columns": {"name": "Name", "country": "Land"}}), by=by)
    for run in (done, undone):
        running.run(job_id=ImportRun.objects.get(pk=run.pk).job_id)
    undo(run=ImportRun.objects.get(pk=undone.pk), by=by)
    running.run(job_id=ImportRun.objects.get(pk=undone.pk).job_id)
    runs = {"mapping": mapped, "working": working, "result": done, "undone": undone}
    return [(f"imports:detail ({stage})", f"/imports/{run.pk}/") for stage, run in runs.items()]


def _is_page(path: str, ticket: str | None) -> bool:
    client = Client(raise_request_exception=False)
    if ticket:
        client.cookies[settings.SESSION_COOKIE_NAME] = ticket
    answer = client.get(path)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and html and answer.content.lstrip()[:9].lower() == b"<!doctype"


@pytest.mark.parametrize("more", [False])
@pytest.mark.parametrize("wanted", [in_part(number) for number in range(PARTS)], ids=range(PARTS))
def test_every_page_is_accessible_and_fits_a_phone(visit, world):
    assert sum(len(pages) for pages in world.values()) >= EACH_HAS, "the world has lost its pages"
    assert _faults_of_all(visit, world) == []


@pytest.mark.parametrize("wanted", [lambda name: False], ids=["states"])
def test_every_state_of_a_page_is_accessible_and_fits_a_phone(visit, world):
    assert sum(len(pages) for pages in world.values()) > 30, "the world has lost its states"
    assert _faults_of_all(visit, world) == []


def _faults_of_all(visit: Callable[..., Page], world: dict[str, list[tuple[str, str]]]) -> list[str]:
    faults = []
    for reader, pages in world.items():
        page = visit(reader or None)
        for name, path in pages:
            page.goto(path)
            faults += [f"{name}: {fault}" for fault in _violations(page)]
            page.set_viewport_size(PHONE)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{name}: wider than a phone")
            if page.evaluate(SQUEEZED):
                faults.append(f"{name}: a cell of a few letters to the line")
            page.set_viewport_size(WIDE)
    return faults


def test_what_a_setting_would_touch_is_accessible_too(visit, world):
    page = visit("partnerships_officer")
    page.goto("/due-diligence/settings/criteria/arms/edit/")
    page.get_by_label("Very high from").fill("4")
    page.get_by_label("Reason for the change").fill("The norm changed.")
    page.get_by_role("button", name="Look at what it would touch").click()
    page.locator("#touch").wait_for()
    assert _violations(page) == []


def test_the_dark_is_as_readable(visit, world):
    paths = {name: (reader, path) for reader, pages in world.items() for name, path in pages}
    faults = []
    for name in (*IN_THE_DARK, *DECIDED_IN_THE_DARK):
        reader, path = paths[name]
        page = visit(reader, color_scheme="dark")
        page.goto(path)
        faults += [f"{name}: {fault}" for fault in _violations(page)]
    assert faults == []


def test_every_language_is_as_readable_in_the_dark_and_on_a_phone(visit, world):
    paths = {name: path for pages in world.values() for name, path in pages if name in IN_THE_DARK}
    faults = []
    for person, language in TONGUES.items():
        page = visit(person, size=PHONE, color_scheme="dark")
        for name in IN_THE_DARK[:-1]:
            page.goto(paths[name])
            assert page.locator("html").get_attribute("lang") == language
            faults += [f"{name} ({language}): {fault}" for fault in _violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{name} ({language}): wider than a phone")
    assert faults == []


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=ONLY_FAULTS).response["violations"]
    return [f"{each['id']} ({each['help']}): {node['html'][:200]}" for each in found for node in each["nodes"][:3]]
