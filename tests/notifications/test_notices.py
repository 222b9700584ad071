import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from crm.notifications.models import Notification, OutgoingMessage
from crm.notifications.services.notices import notify


def test_each_person_is_told_once_by_row_and_by_mail(focal_point, outsider, wording):
    notify(recipients=[focal_point, outsider, focal_point], wording=wording, values={"who": "Ama & Co"}, path="/x/1/")
    assert Notification.objects.count() == 2
    message = OutgoingMessage.objects.get(recipient=focal_point)
    assert message.subject == "Ama & Co asks for you"
    assert "http://localhost:8000/x/1/" in message.text
    assert "Ama &amp; Co asks for you" in message.html
    assert 'href="http://localhost:8000/x/1/"' in message.html


def test_a_disabled_person_gets_no_mail(focal_point, wording):
    focal_point.is_active = False
    notify(recipients=[focal_point], wording=wording, values={"who": "Ama"}, path="/x/1/")
    assert not OutgoingMessage.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_recipients(cast, wording, django_assert_num_queries):
    people = [cast.focal_point, cast.neighbour, cast.outsider, cast.auditor]
    for some in (people[:1], people):
        with django_assert_num_queries(6), transaction.atomic():  # two INSERTs, two savepoints
            notify(recipients=some, wording=wording, values={"who": "Ama"}, path="/")


def test_an_unknown_wording_is_a_mistake(focal_point):
    with pytest.raises(LookupError):
        notify(recipients=[focal_point], wording="nobody.wrote.this", values={}, path="/")


def test_the_page_shows_unread_first_and_opening_one_reads_it(client, focal_point, outsider, wording):
    for who in ("First", "Second"):
        notify(recipients=[focal_point], wording=wording, values={"who": who}, path="/notifications/")
    notify(recipients=[outsider], wording=wording, values={"who": "Not mine"}, path="/")
    client.force_login(focal_point)
    newest = Notification.objects.filter(recipient=focal_point).latest("id")
    assert client.post(f"/notifications/{newest.pk}/open/").status_code == 302
    page = client.get("/notifications/").content.decode()
    assert page.index("First asks") < page.index("Second asks")
    assert "Not mine" not in page
    assert client.post(f"/notifications/{Notification.objects.get(recipient=outsider).pk}/open/").status_code == 404
    client.post("/notifications/read/")
    assert not Notification.objects.filter(recipient=focal_point, read_at=None).exists()
    assert Notification.objects.filter(recipient=outsider, read_at=None).exists()


@pytest.mark.parametrize("path", ["/notifications/", "/notifications/menu/", "/api/v1/notifications/"])
def test_lists_run_the_same_number_of_queries_for_2_rows_and_12(client, focal_point, wording, path):
    client.force_login(focal_point)
    counts = []
    for more in (2, 10):
        for n in range(more):
            notify(recipients=[focal_point], wording=wording, values={"who": f"Person {n}"}, path="/")
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]
