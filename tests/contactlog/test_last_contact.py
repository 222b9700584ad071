"""The day of the newest contact follows the log, whoever writes and by whatever way."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Max

from crm.contactlog.models import Interaction, LastContact
from crm.core import clock
from tests.factories import CompanyFactory, InteractionFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def _known() -> dict[int, date]:
    return dict(LastContact.objects.values_list("company", "occurred_on"))


def _told() -> dict[int, date]:
    return dict(Interaction.objects.kept().order_by().values_list("company").annotate(day=Max("occurred_on")))


@pytest.fixture
def two(cast):
    return CompanyFactory(), CompanyFactory()


def _log(cast, company, *days: int) -> list[Interaction]:
    return [
        InteractionFactory(by=cast.focal_point, office=cast.kenya, company=company, occurred_on=DAY + timedelta(d))
        for d in days
    ]


def test_an_older_contact_that_comes_later_changes_nothing(cast, two):
    _log(cast, two[0], 3, 0)
    assert _known() == {two[0].pk: DAY + timedelta(3)}


def test_it_falls_back_when_the_newest_goes_and_is_gone_with_the_only_one(cast, two):
    older, newest = _log(cast, two[0], 0, 3)
    Interaction.objects.filter(pk=newest.pk).update(binned_at=clock.now(), binned_by=cast.focal_point)
    assert _known() == {two[0].pk: DAY}
    older.delete()
    assert _known() == {}
    Interaction.objects.filter(pk=newest.pk).update(binned_at=None, binned_by=None)
    assert _known() == {two[0].pk: DAY + timedelta(3)}


def test_raw_writes_of_many_rows_keep_both_companies_right(cast, two):
    first, second = two
    _log(cast, first, 0, 1, 5)
    _log(cast, second, 2)
    with connection.cursor() as cursor:
        for statement in (
            f"update contactlog_interaction set company_id = {second.pk} where occurred_on > '2026-05-04'",
            "update contactlog_interaction set occurred_on = occurred_on - 400",
            "insert into contactlog_interaction (version, created_at, updated_at, company_id, office_id, by_id, kind,"
            " occurred_on, subject, notes, outcome, visibility, calendar_uid) select version, created_at, updated_at,"
            " company_id, office_id, by_id, kind, occurred_on + 7, subject, notes, outcome, visibility, ''"
            " from contactlog_interaction",
            f"delete from contactlog_interaction where company_id = {first.pk} and occurred_on > '2025-04-01'",
        ):
            cursor.execute(statement)
            assert _known() == _told()
