"""Many decide at the same moment: one decision, one event, the others are told (performance.md, sturdiness 3)."""

import os
import threading

import pytest
from django.db import Error, connection, transaction

from crm.accounts.models import User
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict
from duediligence.models import Clearance, Screening
from duediligence.screening.services import decisions
from tests.cast import build_cast
from tests.due_diligence_world import seeded, waiting_screening

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# `CONCORD_RUSH=32x200 ./concord test tests/duediligence/screening/test_at_once.py` runs it at full length.
PEOPLE, ROUNDS = map(int, os.environ.get("CONCORD_RUSH", "16x2").split("x"))


def rush(screening_id: int, person_id: int) -> list[str]:
    """All press at once; the answers."""
    start, answers = threading.Barrier(PEOPLE), []

    def press() -> None:
        by = User.objects.get(pk=person_id)
        start.wait()
        try:
            decisions.decide(by=by, screening_id=screening_id, outcome="approved", reason="Good.")
            answers.append("done")
        except Conflict as conflict:
            answers.append(conflict.code)
        except Error:
            answers.append("broken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(answers)


@pytest.fixture
def organisation():
    with transaction.atomic():
        seeded()
        return build_cast()


def waiting(cast) -> Screening:
    with transaction.atomic():
        return waiting_screening(cast)


def test_one_decides_and_the_others_are_told(organisation):
    for _ in range(ROUNDS):
        screening = waiting(organisation)
        answers = rush(screening.pk, organisation.chief_of_mission.pk)
        assert answers == ["done", *["wrong_state"] * (PEOPLE - 1)]
        assert Clearance.objects.filter(screening=screening).count() == 1
        assert AuditEvent.objects.filter(verb="screening.approved", subject_id=str(screening.pk)).count() == 1


def test_without_the_lock_they_would_not_be(organisation, monkeypatch):
    """The test above can fail: this is the same rush with the lock taken out."""
    screening, chief = waiting(organisation), organisation.chief_of_mission
    together = threading.Barrier(PEOPLE, timeout=30)

    def unlocked(screening_id: int) -> Screening:
        row = Screening.objects.select_related(
            "company", "office", "office__parent", "requested_by", "researcher", "authority"
        ).get(pk=screening_id)
        together.wait()
        return row

    monkeypatch.setattr(decisions, "locked", unlocked)
    answers = rush(screening.pk, chief.pk)
    assert answers != ["done", *["wrong_state"] * (PEOPLE - 1)]
