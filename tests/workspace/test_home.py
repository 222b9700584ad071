from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.core.extension_points import InboxItem, InboxSource, NavigationEntry
from crm.workspace.services.visits import AT_MOST, note_visit

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_lapsed_ones_stand_first_then_by_date_and_undated_last(client, focal_point, filled):
    client.force_login(focal_point)
    page = client.get("/").content.decode()
    places = [page.index(title) for title in ("In -10 days", "In -3 days", "In 0 days", "In 5 days", "Some day")]
    assert places == sorted(places)
    assert page.index("Overdue") < page.index("In -10 days")
    assert "10 days late" in page
    assert "Beta was added" in page
    assert 'href="/companies/"' in page
    assert "Log a contact" in page
    assert "Add a person" not in page


def test_a_kind_narrows_the_list(client, focal_point, filled):
    client.force_login(focal_point)
    page = client.get("/", {"kind": "Request"}).content.decode()
    assert "Some day" in page
    assert "In 5 days" not in page


def test_long_lists_are_cut_and_shown_in_full_on_request(client, focal_point, filled, host):
    many = InboxSource("A", lambda user, on: [InboxItem(f"Thing {n:02}", "/", "Task", "check") for n in range(30)])
    host("inbox_sources", a=many)
    client.force_login(focal_point)
    assert "Thing 29" not in client.get("/").content.decode()
    assert "Thing 29" in client.get("/?all=1").content.decode()


def test_an_empty_home_says_so(client, focal_point, host):
    for name in ("inbox_sources", "change_sources", "figure_sources", "commands"):
        host(name)
    client.force_login(focal_point)
    assert "Nothing waits for you" in client.get("/").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db):
    for path in ("/", "/search/", "/search/suggest/", "/bin/"):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    ("minutes", "since"),
    [
        ([0], NOW - AT_MOST),  # never here before
        ([0, 10, 20], NOW + timedelta(minutes=20) - AT_MOST),  # one visit
        ([0, 60], NOW),  # the second visit: since the first
        ([0, 25, 50, 60], NOW + timedelta(minutes=60) - AT_MOST),  # still the first visit
        ([0, 10, 100, 110], NOW + timedelta(minutes=10)),  # since the end of the first visit
    ],
)
def test_changes_count_from_the_visit_before_this_one(focal_point, minutes, since):
    for minute in minutes:
        answer = note_visit(user=focal_point, at=NOW + timedelta(minutes=minute))
    assert answer == since


def test_the_frame_costs_one_query(client, focal_point, host):
    """Beside session, person, office and roles, which a page reads anyway: the unread notices."""
    for name in ("inbox_sources", "change_sources", "figure_sources", "commands"):
        host(name)
    client.force_login(focal_point)
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/")
    assert sum("notifications_notification" in query["sql"] for query in queries) == 1
    assert len(queries) <= 6


def test_lines_without_a_heading_stand_above_those_that_have_one(client, focal_point, host):
    line = {"url_name": "workspace:home", "icon": "house"}
    host(
        "navigation",
        home=NavigationEntry("Home", **line),
        desk=NavigationEntry("Desk", group="Due diligence", **line),
        offices=NavigationEntry("Offices", **line),
        lists=NavigationEntry("Lists", group="Due diligence", **line),
    )
    client.force_login(focal_point)
    labels = [entry["label"] for entry in client.get("/").context["shell"]["nav"]]
    assert labels == ["Home", "Offices", "Desk", "Lists"]
