"""Appeals: what they raised and cost, which gifts they take, who runs them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from crm.core.errors import Conflict, Forbidden, Stale
from donations.appeals.policies import may_count_for
from donations.appeals.services.appeals import close_appeal, edit_appeal, open_appeal
from donations.appeals.services.causes import add_cause, edit_cause
from donations.appeals.services.costs import add_cost, drop_cost, edit_cost
from donations.appeals.services.data import CauseData, CostData
from donations.models import Appeal, AppealCost
from tests.donations_world import accepted, gift

DAY = date(2026, 11, 2)


def cost(cast, appeal, amount="500", **changes):
    told = {"text": "Advertisements", "spent_on": DAY, "amount": Decimal(amount), **changes}
    return add_cost(by=cast.focal_point, appeal_id=appeal.pk, data=CostData(**told), on=DAY)


def told(appeal):
    row = Appeal.objects.with_yield().get(pk=appeal.pk)
    return row.raised_usd, row.spent_usd, row.cost_ratio, row.share


def test_a_campaign_of_500_that_raised_7000(cast, running, ruth):
    assert told(running) == (0, 0, None, 0)
    cost(cast, running)
    # Spent, and nothing raised yet: no ratio rather than a division by nothing.
    assert told(running) == (0, 500, None, 0)
    accepted(cast, ruth, "7000", appeal_id=running.pk)
    gift(cast, ruth, "99", appeal_id=running.pk)
    raised, spent, ratio, share = told(running)
    assert (raised, spent, round(ratio, 2), round(share, 2)) == (7000, 500, Decimal("7.14"), 70)


def test_costs_are_changed_and_taken_out(cast, running, draft):
    row = cost(cast, running)
    edit_cost(by=cast.focal_point, cost_id=row.pk, changes={"amount": Decimal(450)}, version=1, on=DAY)
    assert told(running)[1] == 450
    with pytest.raises(Stale):
        drop_cost(by=cast.focal_point, cost_id=row.pk, version=1, on=DAY)
    with pytest.raises(Forbidden):
        drop_cost(by=cast.outsider, cost_id=row.pk, on=DAY)
    drop_cost(by=cast.focal_point, cost_id=row.pk, on=DAY)
    assert (told(running)[1], AppealCost.objects.count()) == (0, 0)
    history = AppealCost.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    assert [(each.pgh_label, each.cost_usd) for each in history.order_by("pgh_id")] == [
        ("insert", 500),
        ("update", 450),
        ("delete", 450),
    ]
    for wrong in ({"amount": "0"}, {"spent_on": date(2026, 11, 3)}, {"amount": "-1"}, {"currency": "XYZ"}):
        with pytest.raises(ValidationError):
            cost(cast, running, **wrong)


def test_only_an_open_appeal_takes_a_new_gift(cast, draft, ruth):
    appeal = draft()
    with pytest.raises(ValidationError, match="not open yet"):
        gift(cast, ruth, appeal_id=appeal.pk)
    open_appeal(by=cast.focal_point, appeal_id=appeal.pk)
    gift(cast, ruth, appeal_id=appeal.pk)
    closed = close_appeal(by=cast.focal_point, appeal_id=appeal.pk)
    with pytest.raises(ValidationError, match="Open it again"):
        gift(cast, ruth, appeal_id=appeal.pk)
    with pytest.raises(Conflict):
        edit_appeal(by=cast.focal_point, appeal_id=appeal.pk, changes={"title": "Other"})
    assert may_count_for(closed, DAY).code == "appeal_closed"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 10, 31), "outside_dates"),
        (date(2026, 11, 1), ""),
        (date(2026, 11, 30), ""),
        (date(2026, 12, 1), "outside_dates"),
    ],
)
def test_the_dates_of_an_appeal(running, day, code):
    assert may_count_for(running, day).code == code


def test_an_appeal_without_an_end_runs_on(cast, draft):
    appeal = open_appeal(by=cast.focal_point, appeal_id=draft(ends_on=None).pk)
    assert may_count_for(appeal, date(2031, 1, 1))


def test_who_runs_appeals(cast, running):
    for person in (cast.outsider, cast.hub_officer, cast.auditor, cast.administrator, cast.regional_director):
        with pytest.raises(Forbidden):
            close_appeal(by=person, appeal_id=running.pk)
    assert close_appeal(by=cast.partnerships_officer, appeal_id=running.pk).state == "closed"
    with pytest.raises(Forbidden):
        edit_appeal(
            by=cast.focal_point, appeal_id=open_appeal(by=cast.focal_point, appeal_id=running.pk).pk,
            changes={"office_id": cast.kenya.pk},
        )  # fmt: skip


def test_causes_are_headquarters_and_are_retired(cast, draft):
    data = CauseData("health", "Health", "Santé", "Salud")
    with pytest.raises(Forbidden):
        add_cause(by=cast.focal_point, data=data)
    row = add_cause(by=cast.partnerships_officer, data=data)
    with pytest.raises(ValidationError, match="already"):
        add_cause(by=cast.partnerships_officer, data=data)
    with pytest.raises(ValidationError, match="all three languages"):
        add_cause(by=cast.partnerships_officer, data=CauseData("x", "X", "", "X"))
    has = draft(cause_ids=(row.pk,))
    edit_cause(by=cast.partnerships_officer, cause_id=row.pk, changes={"retired": True}, version=1)
    # What names it already keeps it; nothing new can.
    assert edit_appeal(by=cast.focal_point, appeal_id=has.pk, changes={"title": "Other"}).causes.get() == row
    with pytest.raises(ValidationError, match="not in use any more"):
        draft(cause_ids=(row.pk,))


def test_rows_for_whom_they_concern_and_figures_for_all(cast, client, running, ruth):
    private = accepted(cast, ruth, "7000", appeal_id=running.pk)
    cost(cast, running)
    for person, sees in (("focal_point", False), ("hub_officer", None), ("partnerships_officer", True)):
        client.force_login(getattr(cast, person))
        answer = client.get(reverse("donations:appeal", args=[running.pk]))
        if sees is None:  # A hub sees its own appeals alone.
            assert answer.status_code == 404
            continue
        page = answer.content.decode()
        assert ("USD 7,000" in page.replace("\xa0", " "), str(private) in page) == (True, sees)
        assert ("7.1 %" in page, "UNHCR" in page, "Ruth Adler" in page) == (True, True, False)


def test_the_pages_write(cast, client):
    client.force_login(cast.partnerships_officer)
    words = {"text_en": "Health", "text_fr": "Santé", "text_es": "Salud", "code": "health", "position": "1"}
    assert client.post(reverse("donations:cause_add"), words).status_code == 302
    client.force_login(cast.focal_point)
    assert client.post(reverse("donations:cause_add"), words).status_code == 403
    told = {"title": "Tents", "office": cast.senegal.pk, "goal_amount": "5", "goal_currency": "USD"}
    assert client.post(reverse("donations:appeal_add"), told).status_code == 422
    assert client.post(reverse("donations:appeal_add"), told | {"starts_on": "2026-11-01"}).status_code == 302
    appeal = Appeal.objects.get()
    client.post(reverse("donations:appeal_open", args=[appeal.pk]), {"version": appeal.version})
    bill = {"text": "Print", "amount": "12.50", "currency": "USD", "spent_on": "2026-11-01"}
    assert client.post(reverse("donations:appeal_cost_add", args=[appeal.pk]), bill).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.state, appeal.costs.get().cost_usd) == ("open", Decimal("12.50"))
