"""The administrators' page of e-mails that no machine can settle."""

import pytest

from crm.accounts.services.roles import grant_role
from crm.notifications.models import Notification, OutgoingMessage
from crm.notifications.selectors import worded
from crm.notifications.services.notices import notify


@pytest.fixture
def doubtful(focal_point, wording):
    notify(recipients=[focal_point], wording=wording, values={"who": "Ama"}, path="/x/")
    OutgoingMessage.objects.update(state="doubtful")
    return OutgoingMessage.objects.get()


def test_an_administrator_settles_it_and_an_auditor_looks_on(client, cast, doubtful):
    client.force_login(cast.auditor)
    assert "Only an administrator can settle" in client.get("/notifications/messages/").content.decode()
    assert client.post(f"/notifications/messages/{doubtful.pk}/sent/").status_code == 403
    client.force_login(cast.administrator)
    assert "1 e-mail was perhaps not sent" in client.get("/").content.decode()
    assert "Perhaps sent" in client.get("/notifications/messages/").content.decode()
    client.post(f"/notifications/messages/{doubtful.pk}/again/")
    doubtful.refresh_from_db()
    assert doubtful.state == "queued"
    assert client.post(f"/notifications/messages/{doubtful.pk}/sent/").status_code == 404  # settled


def test_nobody_else_reads_other_people_s_letters(client, focal_point, doubtful):
    client.force_login(focal_point)
    assert client.get("/notifications/messages/").status_code == 403


def test_a_new_role_is_told_to_its_holder(cast, django_capture_on_commit_callbacks, today):
    with django_capture_on_commit_callbacks(execute=True):
        grant_role(by=cast.administrator, person=cast.focal_point, role="staff", office=cast.ghana, starts_on=today)
    row = Notification.objects.get(recipient=cast.focal_point)
    assert worded(row).sentence == "Sara Lind gave you the role “Staff” for Ghana from 20 Nov 2026."
