"""The page, the file and the API of deeds: who sees whose, and how much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.audit.models import AuditEvent
from crm.audit.recorder import record
from crm.audit.registries import verbs
from crm.listing.models import Export


@pytest.fixture
def deeds(cast, monkeypatch):
    monkeypatch.setitem(verbs._entries, "person.praised", (1, "Praised"))
    record(
        verb="person.praised",
        subject=cast.focal_point,
        by=cast.administrator,
        before={"language": "en"},
        after={"language": "fr", "office": cast.ghana.pk},
    )
    secret = AuditEvent(
        at=AuditEvent.objects.get().at,
        by_id=cast.focal_point.pk,
        by_name=cast.focal_point.name,
        on_behalf_of_id=cast.chief_of_mission.pk,
        on_behalf_of_name=cast.chief_of_mission.name,
        verb="interaction.changed",
        subject_type="contactlog.interaction",
        subject_id="7",
        subject_label="Secret talk",
        before={"notes": "Secret before"},
        after={"notes": "Secret after"},
    )
    secret.save()
    return cast


# how many deeds, and whether the confidential one is told in full
READERS = [
    ("auditor", 2, True),
    ("administrator", 2, False),
    ("focal_point", 1, True),
    ("chief_of_mission", 1, False),
    ("outsider", 0, False),
]


@pytest.mark.parametrize(("person", "count", "told"), READERS)
def test_the_page_and_the_api_tell_each_reader_no_more_than_they_may_know(client, deeds, person, count, told):
    client.force_login(getattr(deeds, person))
    page = client.get("/audit/").content.decode()
    answer = client.get("/api/v1/audit-events/")
    assert answer.json()["count"] == page.count('class="table-lead"') == count
    assert ("Secret" in page, "Secret" in answer.content.decode()) == (told, told)


def test_the_page_spares_its_readers_what_only_the_program_reads(client, cast):
    after = {"rows": 3, "format": "csv", "what": "companies", "query": "q=acme&col=sector"}
    export = Export.objects.create(what="companies", format="csv", by=cast.auditor)
    record(verb="export.made", subject=export, by=cast.auditor, after=after)
    client.force_login(cast.auditor)
    page = client.get("/audit/").content.decode()
    assert ("Rows" in page, "CSV" in page, "col=sector" in page) == (True, True, False)
    assert AuditEvent.objects.get().after == after


def test_values_are_in_words_and_filters_narrow(client, deeds):
    client.force_login(deeds.auditor)
    page = client.get("/audit/", {"verb": "person.praised", "by": "sara", "after": "2026-01-01"}).content.decode()
    assert "Praised" in page
    assert "Secret" not in page
    for word in ("English", "French", "Ghana", "Home office"):
        assert word in page


def test_the_file_is_a_deed_and_tells_no_more_than_the_page(client, deeds):
    client.force_login(deeds.administrator)
    assert client.get("/audit/export/").status_code == 405
    answer = client.post("/audit/export/?verb=interaction.changed")
    text = b"".join(answer.streaming_content).decode()
    assert "Awa Ndiaye,Jean Kouassi" in text
    assert "Secret" not in text
    assert AuditEvent.objects.latest("pk").after == {"verb": "interaction.changed"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_the_trail_by_the_api(client, deeds, method):
    client.force_login(deeds.administrator)
    assert getattr(client, method)("/api/v1/audit-events/").status_code == 405


@pytest.mark.parametrize("path", ["/audit/", "/api/v1/audit-events/"])
def test_the_number_of_queries_does_not_grow(client, deeds, path):
    client.force_login(deeds.auditor)
    counts = set()
    for _times in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.add(len(queries))
        for _n in range(5):
            record(
                verb="person.praised", subject=deeds.outsider, by=deeds.administrator, after={"office": deeds.hub.pk}
            )
    assert len(counts) == 1
