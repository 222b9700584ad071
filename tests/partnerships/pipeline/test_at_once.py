"""Many activate while the clearance is suspended (performance.md, sturdiness 3): nothing begins after that."""

import os
import threading
from collections.abc import Callable

import pytest
from django.db import Error, connection, transaction

from crm.accounts.models import User
from crm.core import clock
from crm.core.errors import Conflict
from duediligence.clearances.services.changes import suspend
from duediligence.models import Clearance
from duediligence.screening.services.decisions import decide
from partnerships.agreements.services.agreements import set_agreement
from partnerships.engagements.services import partnerships as engagement_services
from partnerships.models import Engagement, Partner
from partnerships.pipeline.services import moves
from tests.cast import build_cast
from tests.due_diligence_world import seeded, waiting_screening
from tests.factories import CompanyFactory
from tests.partnerships_world import partnership

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# `CONCORD_RUSH=32x200 ./concord test tests/partnerships/pipeline/test_at_once.py` runs it at full length.
PEOPLE, ROUNDS = map(int, os.environ.get("CONCORD_RUSH", "32x1").split("x"))


@pytest.fixture
def organisation():
    with transaction.atomic():
        seeded()
        return build_cast()


@transaction.atomic
def ready(cast) -> tuple[Clearance, list[Engagement]]:
    """Partnerships that lack nothing but the move, all under one clearance."""
    company = CompanyFactory(lead_office=cast.senegal)
    screening = waiting_screening(cast, company=company)
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    rows = [partnership(cast, company, title=f"Solar {number}") for number in range(PEOPLE - 1)]
    for row in rows:
        set_agreement(by=cast.focal_point, partnership_id=row.pk, changes={"signed_on": clock.today()})
    return screening.clearance, rows


def rush(deeds: list[Callable[[], object]]) -> list[str]:
    start, answers = threading.Barrier(len(deeds)), []

    def press(deed: Callable[[], object]) -> None:
        try:
            start.wait()
            deed()
            answers.append("done")
        except Conflict as conflict:
            answers.append(conflict.code)
        except Error:
            answers.append("broken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(answers)


def activate(row: Engagement, person_id: int) -> Callable[[], object]:
    return lambda: moves.move(by=User.objects.get(pk=person_id), partnership_id=row.pk, target="active")


def hold_back(clearance: Clearance, person_id: int) -> Callable[[], object]:
    return lambda: suspend(by=User.objects.get(pk=person_id), clearance_id=clearance.pk, reason="News.")


def test_what_begins_began_before_it_was_suspended(organisation):
    for _ in range(ROUNDS):
        clearance, rows = ready(organisation)
        staff, officer = organisation.focal_point.pk, organisation.partnerships_officer.pk
        deeds = [activate(row, staff) for row in rows]
        deeds.insert(len(deeds) // 2, hold_back(clearance, officer))
        answers = rush(deeds)
        assert len(answers) == PEOPLE
        assert set(answers) <= {"done", "no_clearance"}, "nobody meets the wall instead of a sentence"
        active = Partner.objects.filter(clearance=clearance, running=True).count()
        assert active == answers.count("done") - 1
        clearance.refresh_from_db()
        assert clearance.suspended_at


def test_without_the_lock_the_sentence_would_be_a_broken_transaction(organisation, monkeypatch):
    """The test above can fail: the same rush, where the services read the clearance without holding it.

    Then the wall in the database still stands, and whoever comes too late runs into it.
    """
    clearance, rows = ready(organisation)
    read, suspended = threading.Barrier(len(rows) + 1, timeout=60), threading.Event()
    current = engagement_services.due_diligence.current

    def unlocked(*args, **told):
        found = current(*args, **{**told, "lock": False})
        read.wait()
        suspended.wait(timeout=60)
        return found

    def hold() -> None:
        read.wait()
        hold_back(clearance, organisation.partnerships_officer.pk)()
        suspended.set()

    monkeypatch.setattr(engagement_services.due_diligence, "current", unlocked)
    monkeypatch.setattr(moves, "_locked_partners", unheld_partners)
    answers = rush([*(activate(row, organisation.focal_point.pk) for row in rows), hold])
    assert answers == [*["broken"] * len(rows), "done"]
    assert not Partner.objects.filter(clearance=clearance, running=True).exists()


def unheld_partners(partnership_id: int) -> list[Partner]:
    return list(Partner.objects.filter(engagement=partnership_id).select_related("company"))
