"""What came to the survivor after a merge: undoing asks to whom it belongs."""

import pytest
from django.core.exceptions import ValidationError

from crm.companies.merging import since
from crm.companies.services.companies import update_company
from crm.companies.services.unmerges import CameSince, undo_merge
from tests.factories import InteractionFactory

from .conftest import fresh
from .test_merging import merge


@pytest.fixture
def lived(cast, pair, focal_point):
    """Merged; then a call was logged and the website changed."""
    merged = merge(pair.source, pair.target, focal_point)
    talk = InteractionFactory(company=pair.target, office=cast.senegal, by=focal_point)
    update_company(company_id=pair.target.pk, by=focal_point, changes={"website": "https://new.sn"})
    return merged, talk


def test_undoing_asks_about_what_came_since(focal_point, pair, lived):
    merged, talk = lived
    with pytest.raises(CameSince) as asked:
        undo_merge(merge_id=merged.pk, by=focal_point)
    assert asked.value.code == "came_since"
    assert set(asked.value.parts) == {f"contactlog.interaction.company:{talk.pk}", "field:website"}
    assert "https://new.sn" in asked.value.parts["field:website"]
    assert fresh(pair.source).merged_into


@pytest.mark.parametrize("answer", ["stays", "goes", None])
def test_what_came_since_stays_or_goes(focal_point, pair, lived, answer):
    merged, talk = lived
    keys = (f"contactlog.interaction.company:{talk.pk}", "field:website")
    undo_merge(merge_id=merged.pk, by=focal_point, answers=dict.fromkeys(keys, answer) if answer else {})
    gone = answer == "goes"
    assert fresh(talk).company == (pair.source if gone else pair.target)
    assert fresh(pair.target).website == ("" if gone else "https://new.sn")
    assert fresh(pair.source).website == "https://b.sn"


def test_only_stays_and_goes_are_answers(focal_point, lived):
    with pytest.raises(ValidationError):
        undo_merge(merge_id=lived[0].pk, by=focal_point, answers={"field:website": "perhaps"})


def test_many_rows_are_answered_together_and_a_later_one_is_not(focal_point, pair, lived, cast, monkeypatch):
    merged, talk = lived
    monkeypatch.setattr(since, "MOST", 1)
    talks = [InteractionFactory(company=pair.target, office=cast.senegal, by=focal_point) for _ in range(3)]
    with pytest.raises(CameSince) as asked:
        undo_merge(merge_id=merged.pk, by=focal_point)
    rest = f"contactlog.interaction.company:{talks[0].pk}-{talks[2].pk}"
    assert {f"contactlog.interaction.company:{talk.pk}", rest} < set(asked.value.parts)
    assert "3 more came after the merge" in asked.value.parts[rest]
    later = InteractionFactory(company=pair.target, office=cast.senegal, by=focal_point)
    undo_merge(merge_id=merged.pk, by=focal_point, answers={rest: "goes"})
    assert fresh(later).company == pair.target


@pytest.mark.parametrize("answer", ["stays", "goes"])
def test_all_that_came_is_answered_at_once(focal_point, pair, lived, cast, monkeypatch, answer):
    merged, talk = lived
    monkeypatch.setattr(since, "MOST", 1)
    talks = [InteractionFactory(company=pair.target, office=cast.senegal, by=focal_point) for _ in range(3)]
    undo_merge(
        merge_id=merged.pk, by=focal_point, answers={"*": answer, f"contactlog.interaction.company:{talk.pk}": "stays"}
    )
    there = pair.source if answer == "goes" else pair.target
    assert [fresh(each).company for each in talks] == [there] * 3
    assert fresh(talk).company == pair.target
    assert fresh(pair.target).website == ("" if answer == "goes" else "https://new.sn")
