"""What was said to a company stays with those who may read it, at every door that answers with text.

One contact of Senegal, with words in every part of it that only its own office may read. Every page, every answer of
the API and every file of a table is asked by people of other offices, also with these words as what they look for.
"""

import logging
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from crm.contactlog.models import Attachment, FollowUp
from crm.contactlog.services.data import FollowUpData, InteractionData
from crm.contactlog.services.interactions import log_interaction
from crm.core.visibility import Visibility
from crm.listing.registries import tables
from tests.architecture.test_doors import FOREIGN, LEFT_OUT, SAME_FOR_ALL, path_of, routes
from tests.doors_world import NOBODY, build_world
from tests.factories import CompanyFactory, ContactFactory

# Asked for by the first word, betrayed by the second: a page may repeat what somebody typed.
ASKED = "zanzabar"
SECRET = "opalescent"
SAID = f"{ASKED} {SECRET}"
OTHERS = ("outsider", "neighbour", "partnerships_officer", "administrator")
# Of pages and answers that list something: as they are, and looked through.
QUERIES = (f"?q={ASKED}&search={ASKED}", f"?q={ASKED}&kind=interactions")


@pytest.fixture
def said(cast) -> SimpleNamespace:
    company, person = CompanyFactory(lead_office=cast.kenya), ContactFactory()
    contact = log_interaction(
        by=cast.focal_point,
        data=InteractionData(
            company_id=company.pk,
            office_id=cast.senegal.pk,
            kind="call",
            occurred_on=date(2026, 11, 19),
            subject=f"{SAID} subject",
            notes=f"{SAID} notes",
            outcome=f"{SAID} outcome",
            visibility=Visibility.OFFICE,
            contact_ids=(person.pk,),
            add_people=True,
        ),
        follow_ups=[FollowUpData(text=f"{SAID} task", due_on=date(2026, 12, 1), assignee_id=cast.chief_of_mission.pk)],
        on=date(2026, 11, 20),
        going_ahead_reason="Their office asked us to call",
    )
    upload = SimpleUploadedFile(f"{SECRET}.txt", SAID.encode())
    Attachment.objects.create(
        interaction=contact, filename=f"{SAID}.txt", content_type="text/plain", size=len(SAID), sha256="a" * 64,
        uploaded_by=cast.focal_point, file=upload,
    )  # fmt: skip
    return SimpleNamespace(contact=contact, company=company, task=FollowUp.objects.get(interaction=contact))


def _paths(cast, said) -> list[str]:
    world = build_world(cast) | {
        "contactlog: pk": said.contact.pk,
        "contactlog:attachment pk": Attachment.objects.get(interaction=said.contact).pk,
        "contactlog:task_ pk": said.task.pk,
        "api:interaction pk": said.contact.pk,
        "api:follow-up pk": said.task.pk,
        "companies: pk": said.company.pk,
        "api:company pk": said.company.pk,
        "label": "contactlog.interaction",
        "workspace:history pk": said.contact.pk,
    }
    found = []
    for name, template in routes():
        if name.startswith((*LEFT_OUT, *FOREIGN)) or name in SAME_FOR_ALL:
            continue
        found.append(path_of(template, name, world | {"pk": NOBODY}))
    return found


def _text(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.parametrize("person", OTHERS)
def test_no_door_tells_others_what_was_said(cast, said, person):
    logging.disable(logging.CRITICAL)
    client = Client()
    paths = _paths(cast, said)
    client.force_login(getattr(cast, person))
    told = []
    for path in paths:
        of_one = any(letter.isdigit() for letter in path.replace("/v1/", ""))
        queries = ("",) if of_one else ("", *QUERIES)
        told += [path + query for query in queries if SECRET in _text(client.get(path + query))]
    for key, table in tables.items():
        columns = "&".join(f"col={column.key}" for column in table.columns())
        for query in (columns, f"{columns}&q={ASKED}"):
            answer = client.post(f"/lists/{key}/export/", {"format": "csv", "query": query})
            if SECRET in _text(answer):
                told.append(f"{key} as a file: {query}")
    logging.disable(logging.NOTSET)
    assert told == []


def test_those_who_may_read_it_are_told(cast, said):
    """Else the test above could not fail."""
    for who in (cast.focal_point, cast.auditor):
        client = Client()
        client.force_login(who)
        assert SECRET in _text(client.get(f"/api/v1/interactions/?search={ASKED}"))
        assert SECRET in _text(client.get(f"/search/?q={ASKED}"))
