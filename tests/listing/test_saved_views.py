"""Saved views: whose they are, who sees them, who changes them."""

import pytest
from django.core.exceptions import ValidationError

from crm.core.errors import Conflict, Forbidden
from crm.listing.enums import Sharing
from crm.listing.models import SavedView
from crm.listing.selectors import views_of
from crm.listing.services.views import change_view, delete_view, save_view, set_usual_view

TABLE = "companies"


def saved(by, sharing=Sharing.PRIVATE, name="Kenya", query="country=KE") -> SavedView:
    return save_view(by=by, table=TABLE, name=name, query=query, sharing=sharing)


@pytest.mark.parametrize(
    ("sharing", "seen_by"),
    [
        (Sharing.PRIVATE, {"focal_point"}),
        (Sharing.OFFICE, {"focal_point", "chief_of_mission"}),
        (Sharing.EVERYONE, {"focal_point", "chief_of_mission", "neighbour", "outsider", "auditor"}),
    ],
)
def test_who_sees_a_view(cast, sharing, seen_by):
    saved(cast.focal_point, sharing)
    people = ("focal_point", "chief_of_mission", "neighbour", "outsider", "auditor")
    assert {p for p in people if views_of(getattr(cast, p), TABLE)} == seen_by


def test_a_name_is_given_once(cast):
    saved(cast.focal_point)
    saved(cast.neighbour)
    with pytest.raises(ValidationError):
        saved(cast.focal_point)


def test_auditors_keep_their_views_to_themselves(auditor):
    assert saved(auditor).pk
    with pytest.raises(Forbidden):
        saved(auditor, Sharing.EVERYONE, name="All")


def test_without_an_office_nothing_is_shared_with_it(focal_point):
    focal_point.office = None
    with pytest.raises(Conflict):
        saved(focal_point, Sharing.OFFICE)


@pytest.mark.parametrize(
    ("who", "may"), [("focal_point", True), ("partnerships_officer", True), ("outsider", False), ("auditor", False)]
)
def test_who_changes_a_view_for_all(cast, who, may):
    view, person = saved(cast.focal_point, Sharing.EVERYONE), getattr(cast, who)
    if may:
        assert change_view(view_id=view.pk, by=person, name="Nairobi").name == "Nairobi"
        delete_view(view_id=view.pk, by=person)
        assert not SavedView.objects.exists()
        return
    with pytest.raises(Forbidden):
        change_view(view_id=view.pk, by=person, name="Nairobi")
    with pytest.raises(Forbidden):
        delete_view(view_id=view.pk, by=person)


def test_a_private_view_of_another_is_not_there(cast):
    view = saved(cast.focal_point)
    for deed in (change_view, delete_view):
        with pytest.raises(SavedView.DoesNotExist):
            deed(view_id=view.pk, by=cast.partnerships_officer)


def test_the_list_opens_with_the_usual_view(cast, browser):
    view = saved(cast.focal_point)
    set_usual_view(by=cast.focal_point, table=TABLE, view_id=view.pk)
    assert browser.get("/companies/").headers["Location"] == f"/companies/?country=KE&view={view.pk}"
    assert browser.get("/companies/?view=").status_code == 200
    set_usual_view(by=cast.focal_point, table=TABLE, view_id=None)
    assert browser.get("/companies/").status_code == 200


def test_a_view_that_is_shared_no_more_is_nobodys_usual_one(cast):
    view = saved(cast.focal_point, Sharing.EVERYONE)
    set_usual_view(by=cast.outsider, table=TABLE, view_id=view.pk)
    change_view(view_id=view.pk, by=cast.focal_point, sharing=Sharing.PRIVATE)
    assert views_of(cast.outsider, TABLE) == []


def test_saving_renaming_and_deleting_by_the_pages(cast, browser):
    form = {"name": "Kenya", "sharing": "private", "query": "country=KE"}
    assert browser.post("/lists/companies/views/save/", form).status_code == 302
    view = SavedView.objects.get()
    assert browser.post("/lists/companies/views/save/", form).status_code == 422
    page = browser.get(f"/companies/?{view.address}&status=active")
    assert page.context["current_view"] == view
    assert page.context["may_update_view"]
    assert browser.post(f"/lists/views/{view.pk}/", {"query": "country=GH"}).status_code == 302
    view.refresh_from_db()
    assert view.query == "country=GH"
    assert browser.get("/lists/companies/views/").status_code == 200
    assert browser.post(f"/lists/views/{view.pk}/", {"name": "", "sharing": "private"}).status_code == 422
    assert browser.post(f"/lists/views/{view.pk}/", {"name": "Ghana", "sharing": "office"}).status_code == 302
    assert browser.post("/lists/companies/views/usual/", {"view": view.pk}).status_code == 302
    assert browser.post(f"/lists/views/{view.pk}/delete/").status_code == 302
    assert browser.get("/lists/nothing/views/").status_code == 404
