"""The demo organisation's partnerships: every stage, under clearances that cover them, and CREST to the cent."""

import json
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F, Q

from crm.companies.models import Company
from crm.core import clock
from duediligence.enums import ClearanceState
from partnerships.agreements.selectors import to_decide
from partnerships.enums import ENDED, PIPELINE, Stage
from partnerships.models import (
    AgreementTemplate,
    Clause,
    Contribution,
    DealBreaker,
    Engagement,
    Instalment,
    LapseRuling,
    Partner,
    Programme,
    StageMove,
    SurveyInvitation,
)
from partnerships.pipeline import selectors
from partnerships.pipeline.transitions import PIPELINE_TABLE


@pytest.mark.django_db
def test_the_demo_shows_partnerships_at_every_stage():
    """One test: the demo takes seconds to build."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    told = json.loads(out.getvalue())
    assert told["collaborations"] == 150
    today = clock.today()
    with connection.cursor() as cursor:  # What the triggers say at the end of the transaction.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _crest()
    _stages(told["partnerships"])
    _lapses(today)
    _what_waits(today)
    _collaborations()
    _money(today)
    _results()


def _crest():
    programme = Programme.objects.with_sums().get(name="CREST")
    assert (programme.target_amount, programme.target_currency) == (Decimal("52086020"), "SEK")
    assert programme.partnership_count == 19
    assert programme.secured == round(programme.target_usd * Decimal("0.92"), 2)
    assert round(programme.share, 1) == 92
    of_crest = Partner.objects.filter(engagement__programme=programme)
    assert set(of_crest.values_list("company__country", flat=True)) == {"BD", "HK", "MY", "PH", "TH", "VN"}
    assert of_crest.filter(running=True).values("company").distinct().count() == 19
    donor = Contribution.objects.filter(engagement__programme=programme, payer="donor")
    assert sum(donor.values_list("pledged_amount", flat=True)) == programme.target_amount


def _stages(number):
    rows = Engagement.objects.partnerships()
    assert rows.count() == number >= 75
    counted = Counter(rows.values_list("stage", flat=True))
    assert min(counted[stage] for stage in (*PIPELINE, *ENDED, Stage.ACTIVE)) >= 2, counted
    assert rows.filter(airline=True, stage="active").count() == 1
    assert rows.filter(lead_office__code="KE").count() >= 6
    for move in StageMove.objects.exclude(source=""):
        assert PIPELINE_TABLE.step(move.source, move.target)
    last = StageMove.objects.order_by("partnership_id", "-id").distinct("partnership_id")
    assert all(move.target == move.partnership.stage for move in last.select_related("partnership"))
    assert not StageMove.objects.filter(at__gt=clock.now()).exists()
    assert not Partner.objects.filter(running=True, covered_usd__gt=F("clearance__amount_ceiling")).exists()


def _lapses(today):
    lapsed = selectors.lapses(selectors.lapsed_partners(on=today), on=today)
    waiting = Counter(each.state for each in lapsed if each.asks)
    assert waiting[ClearanceState.SUSPENDED] == 1
    assert waiting[ClearanceState.REVOKED] == 1
    assert waiting[ClearanceState.EXPIRED] >= 1
    assert LapseRuling.objects.filter(decision="pause", partner__engagement__paused_at__isnull=False).count() == 1


def _what_waits(today):
    assert to_decide(on=today).filter(ends_on__lt=today).exists()
    assert to_decide(on=today).filter(ends_on__gte=today).exists()
    rows = Engagement.objects.partnerships()
    assert 5 <= selectors.stalled(rows, on=today, days=60).count() <= 12
    assert Clause.objects.filter(state="open").exists()
    assert DealBreaker.objects.filter(resolved_on=None).exists()
    assert DealBreaker.objects.filter(resolved_on__isnull=False).exists()
    assert Engagement.objects.filter(agreement__nda=True).exists()
    assert AgreementTemplate.objects.values("language").distinct().count() == 3


def _collaborations():
    rows = Engagement.objects.collaborations()
    workshop = rows.exclude(event="").values("event").annotate(n=Count("pk"))
    assert [each["n"] for each in workshop] == [17]
    grown = Engagement.objects.filter(grown_from__isnull=False)
    assert grown.count() >= 3
    for row in grown:
        assert row.partners.filter(company__in=row.grown_from.partners.values("company")).exists()
    assert Company.objects.filter(engaged_as__running=True).exclude(status="active").count() == 0


def _money(today):
    assert Contribution.objects.breaking_rule().count() == 1
    assert Contribution.objects.values("pledged_currency").distinct().count() >= 5
    open_ones = Instalment.objects.filter(received_on=None)
    assert open_ones.filter(due_on__lt=today).exists()
    assert open_ones.filter(due_on__gt=today + timedelta(days=1)).exists()


def _results():
    invitations = SurveyInvitation.objects.filter(answered_at__isnull=False)
    assert set(invitations.values_list("language", flat=True)) == {"en", "fr", "es"}
    assert SurveyInvitation.objects.filter(answered_at=None).exists()
    done = Engagement.objects.filter(Q(stage="completed") | Q(stage="terminated"))
    assert not done.filter(lessons=None).exists()
