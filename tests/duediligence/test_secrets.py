"""What is confidential in due diligence, at every door that answers: votes before the close, evidence, concerns.

One screening of Senegal's in a ballot, with a vote, a confidential piece of evidence with a file, and a concern in
confidence about its company. Every page and every answer of the API is asked.
"""

import logging

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from crm.audit.models import AuditEvent
from crm.core import clock
from crm.listing.registries import tables
from duediligence.models import Evidence, RouteStep, Screening, Vote
from duediligence.monitoring.services.concerns import report_concern
from duediligence.screening.services.decisions import decide
from duediligence.screening.services.votes import cast_vote
from tests.architecture.test_doors import FOREIGN, LEFT_OUT, SAME_FOR_ALL, path_of, routes
from tests.doors_world import NOBODY, build_world

pytestmark = pytest.mark.slow
VOTED, WRITTEN, TOLD = "opalescent", "heliotrope", "zephyrine"
# The only doors that show what confidential evidence says.
OPENING = {"duediligence:evidence", "duediligence:evidence_file", "api:evidence-detail", "api:evidence-file"}
CONCERN = {"duediligence:concern", "api:concern-detail", "api:concern-list"}


@pytest.fixture
def paths(cast, committee) -> dict[str, str]:
    """{route: path}, all of them of the one screening."""
    world = build_world(cast)
    screening = Screening.objects.get(pk=world["api:screening-ballot pk"])
    Vote.objects.filter(step__screening=screening).delete()
    cast_vote(by=cast.committee_member, screening_id=screening.pk, vote="reject", reason=f"{VOTED} reason")
    evidence = Evidence(
        screening=screening, kind="file", title=f"{WRITTEN} title", url=f"https://example.org/{WRITTEN}",
        text=f"{WRITTEN} text", query=f"{WRITTEN} query", place=f"{WRITTEN} place", filename=f"{WRITTEN}.txt",
        content_type="text/plain", size=1, sha256="0" * 64, confidential=True, captured_by=cast.partnerships_officer,
        captured_at=clock.now(), struck_reason=f"{WRITTEN} struck",
    )  # fmt: skip
    evidence.file.save("a.txt", ContentFile(f"{WRITTEN} content".encode()))
    concern = report_concern(
        by=cast.neighbour, company_id=screening.company_id, text=f"{TOLD} text", about=TOLD, confidential=True
    )
    world |= {
        "duediligence: pk": screening.pk,
        "duediligence:screening pk": screening.pk,
        "duediligence:desk pk": screening.pk,
        "duediligence:evidence pk": evidence.pk,
        "duediligence:concern pk": concern.pk,
        "api:screening pk": screening.pk,
        "api:evidence pk": evidence.pk,
        "api:concern pk": concern.pk,
        "companies: pk": screening.company_id,
        "api:company pk": screening.company_id,
        "label": "duediligence.screening",
        "workspace:history pk": screening.pk,
        "pk": NOBODY,
    }
    asked = [(name, path) for name, path in routes() if not name.startswith((*LEFT_OUT, *FOREIGN))]
    return {name: path_of(path, name, world) for name, path in asked if name not in SAME_FOR_ALL}


def _text(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + response.get("Content-Disposition", "")


def shown(person, paths: dict[str, str]) -> dict[str, set[str]]:
    """{secret: routes that show it}; whoever is shown evidence has left an event."""
    client, found = Client(raise_request_exception=False), {VOTED: set(), WRITTEN: set(), TOLD: set()}
    client.force_login(person)
    reads = AuditEvent.objects.filter(verb="screening.evidence_read", by_id=person.pk)
    logging.disable(logging.CRITICAL)
    for name, path in paths.items():
        before = reads.count()
        text = _text(client.get(path))
        for secret, doors in found.items():
            if secret in text:
                doors.add(name)
        assert (WRITTEN in text) == (reads.count() > before), name
    for key, table in tables.items():
        columns = "&".join(f"col={column.key}" for column in table.columns())
        text = _text(client.post(f"/lists/{key}/export/", {"format": "csv", "query": columns}))
        assert not any(secret in text for secret in found), key
    logging.disable(logging.NOTSET)
    return found


def test_others_are_shown_nothing(cast, paths):
    for person in (cast.outsider, cast.chief_of_mission):
        assert shown(person, paths) == {VOTED: set(), WRITTEN: set(), TOLD: set()}


@pytest.mark.parametrize("who", ["partnerships_officer", "auditor"])
def test_who_reads_evidence_and_concerns_leaves_an_event_and_sees_no_vote(cast, paths, who):
    assert shown(getattr(cast, who), paths) == {VOTED: set(), WRITTEN: OPENING, TOLD: CONCERN}


def test_whoever_voted_and_who_sits_with_them_see_no_vote_either(cast, paths):
    for person in (cast.committee_member, cast.regional_director):
        assert shown(person, paths) == {VOTED: set(), WRITTEN: OPENING, TOLD: set()}


def test_the_desk_shows_it_no_more_than_the_rest(cast, paths):
    screening = Screening.objects.get(route__votes__isnull=False)
    RouteStep.objects.filter(screening=screening).update(state="superseded")
    Screening.objects.filter(pk=screening.pk).update(state="returned")
    there = {name: path for name, path in paths.items() if name.startswith("duediligence:desk")}
    assert Client().get(paths["duediligence:desk"]).status_code == 302
    assert shown(cast.partnerships_officer, there)[WRITTEN] == set()


def test_after_the_close_everybody_reads_the_votes(cast, committee, paths):
    """Else nothing above could fail."""
    screening = Screening.objects.get(route__votes__isnull=False)
    for seat in ("deputy_director_general", "resource_management", "international_cooperation"):
        cast_vote(by=committee[seat], screening_id=screening.pk, vote="reject", reason="No.")
    deed = {"outcome": "rejected", "reason": "As the votes say."}
    decide(by=committee["deputy_director_general"], screening_id=screening.pk, **deed)
    doors = {"duediligence:decision", "api:screening-ballot", "duediligence:memo_json", "api:screening-memo"}
    there = {name: path for name, path in paths.items() if name in doors}
    assert shown(cast.outsider, there)[VOTED] == doors
