"""Every page and every answer of the API asks the database as often for 12 rows of each kind as for 2."""

import logging
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crm.accounts.services.api_keys import make_key
from crm.companies.models import Company, CompanyName, CompanyPair, Contact, ContactPair, Registration, Theme
from crm.companies.services.documents import file_document
from crm.companies.services.interests import note_interest
from crm.companies.services.maturity import assess_maturity
from crm.companies.services.merges import merge_companies
from crm.core import clock
from crm.imports.services.uploads import upload
from crm.jobs.models import Job
from crm.listing.models import Export, SavedView
from crm.notifications.models import Notification, OutgoingMessage, Reminder
from duediligence.enums import ScreeningState
from duediligence.models import EntryName, Hit, ListEntry, Screening, WatchList
from tests.allocations_world import one_more_allocation
from tests.doors_world import build_world
from tests.duediligence.watchlists.world import NOW, entry, load_into, party, screening
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
    OfficeFactory,
    RoleFactory,
    ThemeFactory,
    UserFactory,
)
from tests.partnerships_world import one_more_engagement
from tests.screening_world import one_more_screening

from .test_doors import path_of, routes

READERS = ("focal_point", "administrator")
# The library's pages, and those that are the same whatever the tables hold.
LEFT_OUT = ("/admin/", "/accounts/", "/api/schema/", "/api/docs/", "/styleguide/", "/readyz", "/healthz")


def one_more(cast: SimpleNamespace, company: Company, number: int) -> None:
    """One of each kind, some of it around the same company; each with other people and offices, where it has any."""
    office = OfficeFactory(country="KE", parent=cast.dakar)
    colleague = UserFactory(office=office)
    RoleFactory(user=colleague, office=office)
    new = CompanyFactory(lead_office=office, relationship_lead=colleague, created_by=colleague)
    CompanyFactory(binned_at=clock.now(), binned_by=cast.focal_point)
    subsidiary = CompanyFactory(parent=company, lead_office=office)
    contact = AffiliationFactory(company=company).contact
    AffiliationFactory(company=new, contact=contact)
    _pairs(company, new, contact)
    theme = ThemeFactory(code=f"theme-{number}", name_en=f"Theme {number}")
    for talked_to, by, at in ((company, cast.focal_point, cast.senegal), (subsidiary, colleague, office)):
        talk = InteractionFactory(company=talked_to, by=by, office=at)
        talk.contacts.add(contact)
        talk.colleagues.add(colleague)
        talk.themes.add(theme)
        FollowUpFactory(interaction=talk, assignee=cast.focal_point)
    for asking, asked, by in ((cast.senegal, office, cast.focal_point), (office, cast.senegal, colleague)):
        CoordinationRequestFactory(company=new, from_office=asking, to_office=asked, requested_by=by)
    _around(cast, company, theme, number)
    twin = CompanyFactory(legal_name=f"Twin {number}")
    AffiliationFactory(company=twin)
    merge_companies(source_id=twin.pk, target_id=company.pk, by=cast.partnerships_officer)
    _own(cast, number)
    _watchlists(cast, number)
    one_more_screening(cast, number)
    one_more_engagement(cast, number)
    one_more_allocation(cast, number)


def _pairs(company: Company, new: Company, contact: Contact) -> None:
    """Each company of its own office, the pair's page with more around both of its companies."""
    found = {"score": 0.9, "reasons": [{"code": "company_same", "ours": "", "theirs": "", "effect": 0.1, "detail": ""}]}
    CompanyPair.objects.create(first=company, second=new, found_at=clock.now(), **found)
    ContactPair.objects.create(first=contact, second=ContactFactory(), found_at=clock.now(), **found)
    for pair in CompanyPair.objects.order_by("pk")[:1]:
        side = pair.second  # The first one's duplicates are asked for by name, a look-up for each.
        CompanyName.objects.create(company=side, name=f"Trading {new.pk}", sort_name=f"trading {new.pk}")
        Registration.objects.create(company=side, number=f"R {new.pk}")
        AffiliationFactory(company=side)


def _around(cast: SimpleNamespace, company: Company, theme: Theme, number: int) -> None:
    # Not a reader's deeds: a trail of more than one page is counted, which is one question more.
    by = cast.partnerships_officer
    file_document(company_id=company.pk, by=by, upload=ContentFile(b"%%PDF-1.7 %d" % number, name=f"{number}.pdf"))
    note_interest(company_id=company.pk, by=by, theme=theme, source="Annual report")
    assess_maturity(company_id=company.pk, by=by, level="leader", evidence=f"Report {number}")


def _own(cast: SimpleNamespace, number: int) -> None:
    by = cast.focal_point
    upload(by=by, kind="companies", upload=ContentFile(b"Name\nAcme %d\n" % number, name=f"{number}.csv"))
    Export.objects.create(what="companies", format="csv", by=by, job=Job.objects.create(kind="export", by=by))
    SavedView.objects.create(table="companies", name=f"View {number}", query="q=x", owner=by)
    make_key(by=by, name=f"Key {number}", at=clock.now())
    for person in (by, cast.administrator):
        notice = Notification.objects.create(recipient=person, wording="job_done", values={"kind": "export"})
        message = OutgoingMessage.objects.create(
            message_id=f"<{notice.pk}@concord.example>", recipient=person, address=person.email, subject="News",
            state="failed", due_at=clock.now(),
        )  # fmt: skip
        told = {"recipient": person, "notification": notice, "message": message}
        Reminder.objects.create(rule="task_due", subject_type="x", subject_id=str(number), occasion="late", **told)


def _watchlists(cast: SimpleNamespace, number: int) -> None:
    """A list of its own, loads of the first one, entries with names, parties with hits on the same screening."""
    by = cast.partnerships_officer
    code = f"list-{number}"
    WatchList.objects.create(code=code, name=f"List {number}")
    for load in (load_into(code, by, content=b"%d" % number), load_into("un", by, content=b"%d" % number)):
        listed = entry(load, f"Listed {number}", aliases=[(f"Alias {number}", "weak")], countries=["SN"])
        # No more companies than one page holds, and one open screening of each.
        row = screening(cast, company=Company.objects.latest("pk"), state=ScreeningState.WITHDRAWN)
        for asked in (row, Screening.objects.earliest("pk")):
            who = party(asked, f"Listed {number} {load.pk}")
            facts = {"fingerprint": listed.fingerprint, "found_at": NOW, "score": 0.8, "strong": False, "reasons": []}
            Hit.objects.create(party=who, entry=listed, load=load, **facts)
    first = ListEntry.objects.earliest("pk")
    EntryName.objects.create(entry=first, text=f"Further {number}", use="alias")


class Doors:
    """The pages that somebody of READERS may open, and how often each asks the database."""

    def __init__(self, cast: SimpleNamespace, ids: dict[str, object]) -> None:
        self.clients = {reader: Client(raise_request_exception=False) for reader in READERS}
        for reader, client in self.clients.items():
            client.force_login(getattr(cast, reader))
        self.open: dict[str, tuple[str, Client]] = {}
        for name, template in routes():
            if template.startswith(LEFT_OUT):
                continue
            path = path_of(template, name, ids)
            client = next((c for c in self.clients.values() if c.get(path).status_code == 200), None)
            if client:
                self.open[name] = (path, client)

    def queries(self) -> dict[str, int]:
        return {name: self._count(path, client) for name, (path, client) in self.open.items()}

    def _count(self, path: str, client: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        assert response.status_code == 200, path
        return len(captured)


@pytest.mark.slow
def test_no_door_asks_more_often_for_more_rows(cast):
    ids = build_world(cast)
    company = Company.objects.get(pk=ids["companies: pk"])
    logging.disable(logging.CRITICAL)
    one_more(cast, company, 1)
    one_more(cast, company, 2)
    doors = Doors(cast, ids)
    few = doors.queries()
    for number in range(3, 13):
        one_more(cast, company, number)
    many = doors.queries()
    logging.disable(logging.NOTSET)
    assert len(few) > 60, "the world has lost its doors"
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
