"""The score card: who scores, what it comes to, how partnerships rank, what the weights change."""

from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from crm.audit.models import AuditEvent
from crm.companies.services.maturity import assess_maturity
from crm.core.errors import Conflict, Forbidden, Stale
from partnerships.models import DealBreaker, Score, ScoreFactor
from partnerships.pipeline.selectors import missing_for
from partnerships.pipeline.services.moves import move
from partnerships.scoring import ranking
from partnerships.scoring.selectors import factors_in_use, in_pipeline, moved, ranked, unscored
from partnerships.scoring.services.deal_breakers import raise_deal_breaker, reopen_deal_breaker, resolve_deal_breaker
from partnerships.scoring.services.scores import ScoreData, set_scores
from partnerships.scoring.services.weights import set_weights


@pytest.fixture
def score(cast):
    def give(partnership, by=None, **values):
        scores = {name.replace("_", "-"): ScoreData(value) for name, value in values.items()}
        return set_scores(by=by or cast.focal_point, partnership_id=partnership.pk, scores=scores)

    return give


def order(cast, weights=None):
    factors = factors_in_use()
    rows = ranked(in_pipeline(cast.focal_point), factors, ranking.weights_of(factors, weights))
    return [(row.title, row.total) for row in rows]


def test_the_card_of_the_source_is_there_in_three_languages(db):
    groups = [(f.group, f.code) for f in ScoreFactor.objects.all()]
    assert len(groups) == 15
    counted = Counter(group for group, _code in groups)
    assert counted == {"development": 5, "business": 3, "government": 2, "cost": 5}
    assert all(f.text_en and f.text_fr and f.text_es for f in ScoreFactor.objects.all())


def test_costs_count_against(opened, score):
    card = score(opened(), alignment=5, champion=3, risk=4)
    assert (card.total.total, card.total.best, card.total.percent) == (4, 50, Decimal("8.0"))
    assert (card.total.scored, card.total.of) == (3, 15)


def test_only_named_factors_change_and_none_takes_one_away(opened, score):
    partnership = opened()
    score(partnership, alignment=5, risk=2)
    card = score(partnership, risk=None)
    assert {code: row.value for code, row in card.scores.items()} == {"alignment": 5}
    assert AuditEvent.objects.filter(verb="partnership.scored").count() == 2
    score(partnership, alignment=5)
    assert AuditEvent.objects.filter(verb="partnership.scored").count() == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [({"alignment": 6}, "out_of_range"), ({"alignment": -1}, "out_of_range"), ({"luck": 1}, "unknown")],
)
def test_what_no_card_holds_is_refused(opened, score, values, code):
    with pytest.raises(ValidationError) as refused:
        score(opened(), **values)
    assert [errors[0].code for errors in refused.value.error_dict.values()] == [code]


@pytest.mark.parametrize("person", ["neighbour", "outsider", "auditor", "administrator"])
def test_others_do_not_score(cast, opened, score, person):
    partnership, by = opened(), getattr(cast, person)
    with pytest.raises(Forbidden):
        score(partnership, by=by, alignment=5)
    with pytest.raises(Forbidden):
        raise_deal_breaker(by=by, partnership_id=partnership.pk, text="A logo")


def test_what_has_ended_keeps_its_card(cast, opened, score):
    partnership = opened()
    move(by=cast.focal_point, partnership_id=partnership.pk, target="closed", reason="No.", cause="other")
    with pytest.raises(Conflict, match="ended"):
        score(partnership, alignment=5)


def test_the_best_stands_first_and_the_unscored_apart(cast, company, opened, score):
    low, high, blank = (opened(title=title) for title in ("Low", "High", "Blank"))
    score(low, alignment=2, risk=0)
    score(high, alignment=3)
    assert order(cast) == [("High", 3), ("Low", 2)]
    assert [row.title for row in unscored(in_pipeline(cast.focal_point))] == [blank.title]
    assess_maturity(company_id=company.pk, by=cast.focal_point, level="leader", evidence="Report")
    [first, _second] = ranked(in_pipeline(cast.focal_point), factors_in_use(), ranking.weights_of(factors_in_use()))
    assert (first.maturity, first.lead_company, first.open_breakers) == ("leader", "Lunaris Solar", 0)


def test_weights_turn_the_order_round(cast, opened, score):
    score(opened(title="Safe"), alignment=2)
    score(opened(title="Bold"), innovative=5, risk=4)
    assert order(cast) == [("Safe", 2), ("Bold", 1)]
    bold = {"risk": Decimal("0.25")}
    assert order(cast, bold) == [("Bold", 4), ("Safe", 2)]
    factors = factors_in_use()
    changes, of = moved(in_pipeline(cast.focal_point), factors, ranking.weights_of(factors, bold))
    assert ([(each.partnership.title, each.before, each.after) for each in changes], of) == (
        [("Bold", 2, 1), ("Safe", 1, 2)],
        2,
    )
    # Only a look: nothing is stored.
    assert order(cast)[0][0] == "Safe"
    set_weights(by=cast.partnerships_officer, weights=bold)
    assert order(cast)[0] == ("Bold", 4)
    event = AuditEvent.objects.get(verb="score_factor.weighed")
    assert (event.before, event.after) == ({"weight": "1.00"}, {"weight": "0.25"})


@pytest.mark.parametrize("person", ["focal_point", "regional_director", "auditor", "director_general"])
def test_headquarters_set_the_weights(cast, person):
    with pytest.raises(Forbidden, match="Headquarters"):
        set_weights(by=getattr(cast, person), weights={"risk": Decimal(2)})


def test_weights_that_cannot_be(cast):
    by = cast.administrator
    for weights in ({"risk": Decimal(-1)}, {"risk": Decimal(100)}, {"luck": Decimal(1)}, {"risk": Decimal("0.005")}):
        with pytest.raises(ValidationError):
            set_weights(by=by, weights=weights)
    with pytest.raises(ValidationError, match="Something must count"):
        set_weights(by=by, weights={f.code: Decimal(0) for f in factors_in_use()})
    with pytest.raises(Stale):
        set_weights(by=by, weights={"risk": Decimal(2)}, seen={"risk": 0})


def test_a_deal_breaker_is_open_until_it_is_said_how(cast, opened):
    partnership, by = opened(), cast.focal_point
    row = raise_deal_breaker(by=by, partnership_id=partnership.pk, text="No logo on weapons", ours=True)
    with pytest.raises(ValidationError, match="how"):
        resolve_deal_breaker(by=by, deal_breaker_id=row.pk, resolution=" ")
    with pytest.raises(Conflict):
        reopen_deal_breaker(by=by, deal_breaker_id=row.pk)
    resolve_deal_breaker(by=by, deal_breaker_id=row.pk, resolution="Clause 7", version=1)
    with pytest.raises(Conflict, match="already"):
        resolve_deal_breaker(by=by, deal_breaker_id=row.pk, resolution="Clause 8")
    assert reopen_deal_breaker(by=by, deal_breaker_id=row.pk).resolved_on is None
    with pytest.raises(Stale):
        resolve_deal_breaker(by=by, deal_breaker_id=row.pk, resolution="Clause 8", version=1)
    with pytest.raises(ValidationError):
        raise_deal_breaker(by=by, partnership_id=partnership.pk, text=" ")


def test_an_open_one_is_advice_before_negotiating(cast, opened, today):
    partnership = opened()
    raise_deal_breaker(by=cast.focal_point, partnership_id=partnership.pk, text="No logo on weapons")
    told = {each.code: each for each in missing_for(partnership, "negotiating", on=today)}
    assert "No logo on weapons" in str(told["deal_breaker_open"].sentence)
    assert told["deal_breaker_open"].needed is False
    assert "deal_breaker_open" not in {each.code for each in missing_for(partnership, "co_creating", on=today)}
    moved_on = move(by=cast.focal_point, partnership_id=partnership.pk, target="negotiating")
    assert moved_on.stage == "negotiating"


@pytest.mark.parametrize(
    ("model", "wrong"),
    [(Score, {"value": 6}), (ScoreFactor, {"weight": -1}), (DealBreaker, {"resolved_on": "2026-11-01"})],
)
def test_the_database_refuses_it_too(cast, opened, score, model, wrong):
    partnership = opened()
    score(partnership, alignment=5)
    raise_deal_breaker(by=cast.focal_point, partnership_id=partnership.pk, text="No logo on weapons")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)


def test_scored_by_hand(client, cast, opened):
    partnership = opened()
    client.force_login(cast.focal_point)
    address = reverse("partnerships:partnership_score", args=[partnership.pk])
    assert client.get(address).status_code == 200
    told = {"alignment": "4", "note-alignment": "Global Compact for Migration", "risk": ""}
    assert client.post(address, told).status_code == 302
    page = client.get(reverse("partnerships:partnership_detail", args=[partnership.pk])).content.decode()
    assert "Global Compact for Migration" in page
    assert "8 %" in page


def test_the_ranking_by_an_address(client, cast, opened, score):
    score(opened(title="Safe"), alignment=2)
    score(opened(title="Bold"), innovative=5, risk=4)
    client.force_login(cast.outsider)
    address = reverse("partnerships:ranking")
    plain, tried = (client.get(address, asked).content.decode() for asked in ({}, {"w-risk": "0.25"}))
    assert plain.index("Safe") < plain.index("Bold")
    assert tried.index(">Bold<") < tried.index(">Safe<")
    assert "Nothing is stored" in tried
    assert ScoreFactor.objects.get(code="risk").weight == 1
    elsewhere = client.get(address, {"office": cast.kenya.pk}).content.decode()
    assert "Nothing is scored yet" in elsewhere


def test_weights_are_looked_at_before_they_are_set(client, cast, opened, score):
    score(opened(title="Safe"), alignment=2)
    score(opened(title="Bold"), innovative=5, risk=4)
    client.force_login(cast.partnerships_officer)
    address = reverse("partnerships:weights")
    version = sum(f.version for f in factors_in_use())
    told = {**{f.code: f.weight for f in factors_in_use()}, "risk": "0.25", "version": version}
    looked = client.post(address, {**told, "step": "set"})
    assert "2 of 2 scored partnerships" in looked.content.decode()
    assert ScoreFactor.objects.get(code="risk").weight == 1
    seal = looked.context["looked"]
    other = client.post(address, {**told, "risk": "0.5", "step": "set", "looked": seal})
    assert other.status_code == 200
    assert client.post(address, {**told, "step": "set", "looked": seal}).status_code == 302
    assert ScoreFactor.objects.get(code="risk").weight == Decimal("0.25")
    client.force_login(cast.focal_point)
    assert "Headquarters set" in client.get(address).content.decode()
    assert client.post(address, told).status_code == 403
