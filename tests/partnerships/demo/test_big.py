"""The rows of the big organisation are whole: each with a company, a way to its stage, and nothing that runs."""

import pytest
from django.db import connection

from partnerships.demo import big
from partnerships.enums import PIPELINE
from partnerships.models import Engagement, Partner, StageMove
from tests.factories import CompanyFactory


@pytest.mark.django_db
def test_the_big_organisation_has_partnerships_at_each_stage_of_the_board(cast, monkeypatch):
    monkeypatch.setattr(big, "PARTNERSHIPS", 12)
    monkeypatch.setattr(big, "COLLABORATIONS", 5)
    monkeypatch.setattr(big, "SPREAD", 4)
    first = min(CompanyFactory(lead_office=cast.senegal).pk for _ in range(4))
    offices = [cast.senegal.pk, cast.kenya.pk]
    big.build(by_id=cast.focal_point.pk, first_company=first, offices=offices, today="2026-11-28")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    rows = Engagement.objects.partnerships()
    assert set(rows.values_list("stage", flat=True)) == set(PIPELINE)
    assert Partner.objects.filter(lead=True, running=False).count() == 17
    last = StageMove.objects.order_by("partnership_id", "-id").distinct("partnership_id")
    assert all(move.target == move.partnership.stage for move in last.select_related("partnership"))
