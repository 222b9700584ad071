"""Two people merge at the same moment."""

import threading
from typing import Any

import pytest
from django.db import connection

from crm.companies.models import Company, Merge
from crm.companies.services.merges import merge_companies
from crm.companies.services.unmerges import undo_merge
from crm.core.errors import Conflict
from tests.cast import build_cast
from tests.factories import CompanyFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*deeds: Any) -> list[str]:
    """Start together; the answers, in the order of the deeds."""
    start, answers = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(number: int, deed: Any) -> None:
        start.wait()
        try:
            deed()
            answers[number] = "done"
        except Conflict as conflict:
            answers[number] = conflict.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.fixture
def trio():
    cast = build_cast()
    return cast.partnerships_officer, *(CompanyFactory(lead_office=cast.senegal) for _ in range(3))


def test_each_into_the_other_and_one_wins(trio):
    by, one, other, _third = trio
    answers = at_once(
        lambda: merge_companies(source_id=one.pk, target_id=other.pk, by=by),
        lambda: merge_companies(source_id=other.pk, target_id=one.pk, by=by),
    )
    assert sorted(answers) == ["done", "merged"]
    assert Merge.objects.count() == 1
    assert Company.objects.kept().filter(pk__in=[one.pk, other.pk]).count() == 1


def test_a_double_click_merges_once(trio):
    by, one, other, _third = trio
    deed = lambda: merge_companies(source_id=one.pk, target_id=other.pk, by=by)  # noqa: E731
    assert sorted(at_once(deed, deed)) == ["done", "merged"]
    assert Merge.objects.count() == 1


def test_a_row_of_three_never_becomes_a_ring(trio):
    by, *three = trio
    pairs = list(zip(three, three[1:] + three[:1], strict=True))
    answers = at_once(
        *(lambda s=s, t=t: merge_companies(source_id=s.pk, target_id=t.pk, by=by) for s, t in pairs),
    )
    assert set(answers) <= {"done", "merged"}
    survivors = Company.objects.kept().filter(pk__in=[c.pk for c in three])
    assert survivors.count() == 1
    assert set(Company.objects.merged().values_list("merged_into", flat=True)) == {survivors.get().pk}


def test_two_undo_the_same_merge(trio):
    by, one, other, _third = trio
    merge = merge_companies(source_id=one.pk, target_id=other.pk, by=by)
    deed = lambda: undo_merge(merge_id=merge.pk, by=by)  # noqa: E731
    assert sorted(at_once(deed, deed)) == ["done", "undone"]
