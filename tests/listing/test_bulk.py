"""Changing many companies at once from their list, and taking it back."""

import pytest

from crm.companies.models import Company, Tag
from crm.companies.services.companies import set_status
from crm.core.errors import Conflict, Forbidden
from crm.listing import policies
from crm.listing.models import BulkChange
from crm.listing.registries import tables
from crm.listing.services import bulk
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
CHANGE = "/lists/companies/change/"


def apply(by, companies, **changes):
    ids = [company.pk for company in companies]
    return bulk.apply(table=tables["companies"], ids=ids, changes=changes, by=by)


def test_the_steps_of_the_pages(browser):
    companies = [CompanyFactory(country="SN") for _ in range(3)]
    ticked = {"scope": "rows", "row": [c.pk for c in companies[:2]], "query": "country=SN"}
    assert browser.post(CHANGE, ticked).context["chosen"] == 2
    assert browser.post(CHANGE, ticked | {"step": "preview"}).status_code == 422
    filled = ticked | {"status": "dormant", "add_tags": "airline, family firm"}
    preview = browser.post(CHANGE, filled | {"step": "preview"})
    assert len(preview.context["outcome"].changed) == 2
    assert not Company.objects.filter(status="dormant").exists()
    done = browser.post(CHANGE, filled | {"step": "apply"})
    change = BulkChange.objects.get()
    assert done.headers["Location"] == f"/lists/changes/{change.pk}/"
    assert Company.objects.filter(status="dormant", tags__name="airline").count() == 2
    assert "airline, family firm" in browser.get(f"/lists/changes/{change.pk}/").text
    assert browser.post(f"/lists/changes/{change.pk}/undo/").status_code == 302
    assert not Company.objects.filter(status="dormant").exists()
    assert not Tag.objects.filter(companies__in=companies).exists()
    assert "undone already" in browser.get(f"/lists/changes/{change.pk}/").text


def test_all_that_match_are_changed_and_no_other(browser):
    inside, outside = CompanyFactory(country="SN"), CompanyFactory(country="KE")
    filled = {"scope": "all", "query": "country=SN", "status": "dormant", "step": "apply"}
    browser.post(CHANGE, filled)
    inside.refresh_from_db()
    outside.refresh_from_db()
    assert (inside.status, outside.status) == ("dormant", "prospect")


def test_nothing_chosen_and_too_many_are_refused_in_words(browser, monkeypatch):
    company = CompanyFactory()
    assert browser.post(CHANGE, {"scope": "rows", "query": "q=x"}).headers["Location"] == "/companies/?q=x"
    monkeypatch.setattr(policies, "MOST_ROWS", 0)
    assert browser.post(CHANGE, {"scope": "rows", "row": [company.pk]}).status_code == 302
    assert not policies.may_change_many(1)


def test_what_somebody_changed_since_is_kept_and_listed(cast):
    mine, theirs = CompanyFactory(), CompanyFactory()
    change, _outcome = apply(cast.focal_point, [mine, theirs], status="dormant", status_reason="")
    set_status(company_id=theirs.pk, by=cast.outsider, status="ceased")
    outcome = bulk.undo(change=change, table=tables["companies"], by=cast.focal_point)
    assert [row.id for row in outcome.changed] == [mine.pk]
    assert [row.id for row in outcome.kept] == [theirs.pk]
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.status, theirs.status) == ("prospect", "ceased")
    change.refresh_from_db()
    assert [row["id"] for row in change.kept] == [theirs.pk]


def test_what_is_not_ones_own_is_left_as_it_is(cast):
    free, led = CompanyFactory(), CompanyFactory(lead_office=cast.kenya)
    _change, outcome = apply(cast.focal_point, [free, led], lead_office=cast.senegal.pk)
    assert [row.id for row in outcome.changed] == [free.pk]
    assert [row.id for row in outcome.kept] == [led.pk]


def test_a_change_is_undone_once(cast):
    change, _outcome = apply(cast.focal_point, [CompanyFactory()], status="dormant", status_reason="")
    bulk.undo(change=change, table=tables["companies"], by=cast.partnerships_officer)
    with pytest.raises(Conflict):
        bulk.undo(change=change, table=tables["companies"], by=cast.focal_point)


@pytest.mark.parametrize("who", ["outsider", "auditor", "administrator"])
def test_others_do_not_undo_it(cast, who):
    change, _outcome = apply(cast.focal_point, [CompanyFactory()], status="dormant", status_reason="")
    with pytest.raises(Forbidden):
        bulk.undo(change=change, table=tables["companies"], by=getattr(cast, who))


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_changes_nothing_changes_not_many(cast, as_person, who):
    company = CompanyFactory()
    with pytest.raises(Forbidden):
        apply(getattr(cast, who), [company], status="dormant")
    answer = as_person(who).post(CHANGE, {"scope": "rows", "row": [company.pk]})
    assert answer.status_code == 403


def test_tables_without_bulk_changes_have_no_such_page(browser):
    assert browser.post("/lists/people/change/", {"scope": "all"}).status_code == 404
