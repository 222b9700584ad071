"""Board, calendar, stalled ones, cycle times, reasons for ending."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from crm.core import clock
from crm.core.errors import Forbidden
from partnerships.models import Engagement, Score, ScoreFactor, StaffTime, StageMove
from partnerships.pipeline import selectors
from partnerships.pipeline.services.moves import move
from partnerships.pipeline.services.settings import set_pipeline
from partnerships.pipeline.tables import _stalled_rows
from tests.factories import CompanyFactory, InteractionFactory


@pytest.fixture
def seen(client):
    def of(user, name, *args, htmx=False, **told):
        client.force_login(user)
        headers = {"HX-Request": "true"} if htmx else {}
        return client.get(reverse(f"partnerships:{name}", args=args), told, headers=headers)

    return of


def long_ago(row, days):
    then = clock.now() - timedelta(days=days)
    Engagement.objects.filter(pk=row.pk).update(stage_since=then)
    row.refresh_from_db()
    return row


def test_the_board_shows_twenty_of_a_stage_and_then_more(cast, opened, company, seen):
    for number in range(23):
        opened(company, title=f"Idea {number:02}")
    shown = seen(cast.outsider, "board")
    assert shown.content.decode().count("data-card") == 20
    first = shown.context["columns"][0]
    assert (first.stage, first.count, first.following) == ("identified", 23, 20)
    more = seen(cast.outsider, "board_column", "identified", after=20, htmx=True).content.decode()
    assert (more.count("data-card"), "board-more" in more) == (3, False)
    assert seen(cast.outsider, "board_column", "elsewhere").status_code == 404


def test_only_mine_and_of_my_office(cast, opened, company, seen):
    opened(company, title="Of Awa")
    opened(company, title="Of Lena", by=cast.partnerships_officer)
    mine = seen(cast.focal_point, "board", mine="on").content.decode()
    assert ("Of Awa" in mine, "Of Lena" in mine) == (True, False)
    assert "Of Awa" not in seen(cast.focal_point, "board", office=cast.kenya.pk).content.decode()


def test_a_card_that_is_refused_says_why_and_one_that_moves_comes_back_fresh(cast, opened, client):
    row = opened()
    client.force_login(cast.focal_point)
    address, htmx = reverse("partnerships:partnership_move", args=[row.pk]), {"HX-Request": "true"}
    refused = client.post(address, {"stage": "active", "version": row.version}, headers=htmx)
    assert (refused.status_code, refused["Content-Type"]) == (409, "text/plain")
    assert "Lunaris Solar" in refused.content.decode()
    moved = client.post(address, {"stage": "approached", "version": row.version}, headers=htmx)
    assert (moved.status_code, f'data-version="{row.version + 1}"' in moved.content.decode()) == (200, True)
    client.force_login(cast.neighbour)
    assert "toast" in client.post(address, {"stage": "closed"}, headers=htmx)["HX-Trigger"]


def test_stalled_is_no_move_and_no_contact_with_any_company(cast, opened, company):
    fresh, quiet, talked = opened(company), long_ago(opened(company), 61), long_ago(opened(CompanyFactory()), 61)
    for told, days in ((talked.partners.get().company, 59), (company, 70)):
        when = clock.today() - timedelta(days=days)
        InteractionFactory(company=told, by=cast.focal_point, office=cast.senegal, occurred_on=when)
    factor = ScoreFactor.objects.create(
        code="zeal", group="cost", weight=2, text_en="Zeal", text_fr="Zèle", text_es="Celo"
    )
    Score.objects.create(partnership=quiet, factor=factor, value=3, by=cast.focal_point, at=clock.now())
    for days in ("1.5", "2"):
        told = {"office": cast.senegal, "month": clock.today().replace(day=1), "entered_by": cast.focal_point}
        StaffTime.objects.create(engagement=quiet, days=Decimal(days), **told)
    found = list(_stalled_rows(cast.auditor))
    assert found == [quiet], (fresh, talked)
    assert (found[0].staff_days, found[0].score) == (Decimal("3.5"), -6)
    assert found[0].last_contact == clock.today() - timedelta(days=70)
    assert found[0].quiet_since == clock.today() - timedelta(days=61)


def test_what_runs_does_not_stall(cast, world):
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    long_ago(world.partnership, 400)
    assert not _stalled_rows(cast.auditor).exists()


def test_headquarters_sets_when_something_is_stalled(cast, opened, client):
    long_ago(opened(), 61)
    with pytest.raises(Forbidden):
        set_pipeline(by=cast.chief_of_mission, stalled_days=90, reason="Slower.")
    with pytest.raises(ValidationError):
        set_pipeline(by=cast.partnerships_officer, stalled_days=1, reason="Faster.")
    client.force_login(cast.partnerships_officer)
    address = reverse("partnerships:pipeline_settings")
    looked = client.post(address, {"stalled_days": 90, "reason": "Slower.", "look": "1"})
    assert "With this limit 0 partnerships would be stalled." in looked.content.decode()
    assert selectors.settings().stalled_days == 60
    assert client.post(address, {"stalled_days": 90, "reason": "Slower.", "version": 1}).status_code == 302
    assert (selectors.settings().stalled_days, selectors.settings().version) == (90, 2)
    assert not _stalled_rows(cast.auditor).exists()


def test_medians_by_stage_region_and_office(cast, opened, company):
    for office, days in ((cast.senegal, (2, 4)), (cast.ghana, (10,)), (cast.hq, (100,))):
        for stay in days:
            row = opened(company, by=cast.partnerships_officer, lead_office_id=office.pk)
            StageMove.objects.filter(partnership=row).delete()
            at = timezone.make_aware(datetime(2026, 1, 1))
            for number, stage in enumerate(("identified", "researching", "active")):
                told = {"source": "", "target": stage, "by": cast.focal_point, "at": at + timedelta(days=stay * number)}
                StageMove.objects.create(partnership=row, **told)
    today = clock.today()
    times = selectors.cycle_times(since=today.replace(year=2020), until=today)
    assert (times.overall.by_stage["identified"].days, times.overall.by_stage["identified"].stays) == (7, 4)
    assert [(each.name, each.by_stage["researching"].days) for each in times.regions] == [("Dakar", 4)]
    assert {each.name: each.by_stage["identified"].days for each in times.offices} == {
        "Senegal": 3,
        "Ghana": 10,
        "Headquarters": 100,
    }
    assert (times.whole_way.days, times.whole_way.stays) == (14, 4)
    below = selectors.cycle_times(since=today.replace(year=2020), until=today, below=cast.dakar)
    assert below.overall.by_stage["identified"].stays == 3
    assert selectors.cycle_times(since=today, until=today).whole_way is None


def test_reasons_for_ending_are_found_again(cast, opened, company, seen):
    move(by=cast.focal_point, partnership_id=opened().pk, target="closed", cause="terms", reason="No arbitration.")
    move(by=cast.focal_point, partnership_id=opened().pk, target="closed", cause="no_answer", reason="Four letters.")
    shown = seen(cast.outsider, "ended_list", search="lunaris arbitration").content.decode()
    assert ("No arbitration." in shown, "Four letters." in shown) == (True, False)
    assert "Four letters." in seen(cast.outsider, "ended_list", cause="no_answer").content.decode()


def test_the_calendar_knows_what_ends(cast, world, signed, seen, today):
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    signed(world.partnership, ends_on=today + timedelta(days=40), renewal="decision")
    month = today + timedelta(days=40)
    shown = seen(cast.outsider, "calendar", month=f"{month:%Y-%m}").content.decode()
    assert "The agreement ends" in shown
    assert "By decision" in shown
    signed(world.partnership, ends_on=today - timedelta(days=1))
    assert "Their agreement has ended" in seen(cast.outsider, "calendar", month="elsewhere").content.decode()


@pytest.mark.parametrize("name", ["board", "calendar", "stalled_list", "lapse_list", "cycle_times", "ended_list"])
def test_without_any_partnership_each_page_says_what_to_expect(cast, seen, name):
    assert seen(cast.auditor, name).status_code == 200
