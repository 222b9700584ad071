import pytest

from crm.notifications.models import OutgoingMessage, Reminder
from crm.notifications.services.notices import notify


@pytest.fixture
def told(cast, wording):
    for person in (cast.focal_point, cast.outsider):
        notify(recipients=[person], wording=wording, values={"who": "Ama"}, path="/x/")
        Reminder.objects.create(
            rule="test",
            subject_type="test.thing",
            subject_id="1",
            occasion="once",
            recipient=person,
            message=OutgoingMessage.objects.latest("pk"),
        )
    return cast


def test_notifications_are_one_s_own_and_marked_read(client, told):
    client.force_login(told.focal_point)
    [row] = client.get("/api/v1/notifications/", {"unread": "true"}).json()["results"]
    assert row["sentence"] == "Ama asks for you"
    assert client.post("/api/v1/notifications/read/", {"ids": [row["id"]]}, "application/json").json() == {"read": 1}
    assert client.post("/api/v1/notifications/read/", {}, "application/json").json() == {"read": 0}
    assert client.get("/api/v1/notifications/", {"unread": "true"}).json()["count"] == 0
    client.force_login(told.outsider)
    assert client.post("/api/v1/notifications/read/", {"ids": [row["id"]]}, "application/json").json() == {"read": 0}


@pytest.mark.parametrize(
    ("person", "count"), [("focal_point", 1), ("partnerships_officer", 2), ("administrator", 2), ("auditor", 2)]
)
def test_reminders_of_others_are_for_those_who_answer_for_the_whole(client, told, person, count):
    OutgoingMessage.objects.update(state="doubtful")
    client.force_login(getattr(told, person))
    answer = client.get("/api/v1/reminders/").json()
    assert answer["count"] == count
    assert answer["results"][0]["state"] == "failed"
    assert answer["results"][-1]["recipient"]["name"] == "Awa Ndiaye"
