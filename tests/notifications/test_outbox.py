"""Each message once, whatever happens between the claim and the mark."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import OutgoingMessage
from crm.notifications.services import outbox
from crm.notifications.services.notices import notify


@pytest.fixture
def message(focal_point, wording):
    notify(recipients=[focal_point], wording=wording, values={"who": "Ama"}, path="/x/1/")
    return OutgoingMessage.objects.get()


def abandon(message: OutgoingMessage) -> None:
    """As if the worker had been killed after the claim."""
    OutgoingMessage.objects.filter(pk=message.pk).update(
        state="sending", attempts=1, leased_until=clock.now() - timedelta(seconds=1)
    )


def test_a_message_goes_out_once_with_its_own_id(message):
    assert [outbox.sweep(), outbox.sweep()] == [1, 0]
    [letter] = mail.outbox
    assert letter.extra_headers["Message-ID"] == message.message_id
    assert letter.alternatives[0].mimetype == "text/html"
    message.refresh_from_db()
    assert message.state == "sent"


def test_nothing_is_lost_nor_used_up_while_the_mail_server_is_down(message):
    with patch.object(EmailBackend, "open", side_effect=ConnectionRefusedError):
        assert outbox.sweep() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)
    assert outbox.sweep() == 1


def test_a_refused_message_is_tried_later_and_in_the_end_given_up(message):
    refusal = SMTPRecipientsRefused({message.address: (550, b"no such person")})
    with patch.object(EmailBackend, "send_messages", side_effect=refusal):
        outbox.sweep()
        message.refresh_from_db()
        assert message.state == "queued"
        assert message.due_at > clock.now()
        OutgoingMessage.objects.update(attempts=outbox.MAX_ATTEMPTS - 1, due_at=clock.now())
        outbox.sweep()
    message.refresh_from_db()
    assert message.state == "failed"
    assert "550" in message.last_error


@pytest.mark.parametrize(("went_out", "letters"), [(True, 1), (False, 1)])
def test_after_a_crash_the_relay_is_asked(message, went_out, letters):
    if went_out:
        outbox._letter(message, mail.get_connection()).send()
    abandon(message)
    outbox.sweep()
    message.refresh_from_db()
    assert message.state == "sent"
    assert len(mail.outbox) == letters


def test_the_file_backend_is_asked_by_its_files_and_half_a_message_is_none(message, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    outbox.sweep()
    [written] = tmp_path.glob("*.log")
    abandon(message)
    outbox.sweep()
    assert len(list(tmp_path.glob("*.log"))) == 1
    written.write_bytes(written.read_bytes()[:-100])
    abandon(message)
    outbox.sweep()
    assert len(list(tmp_path.glob("*.log"))) == 2


@pytest.mark.parametrize("deed", [outbox.send_again, outbox.confirm_sent])
def test_where_the_relay_cannot_be_asked_a_person_settles_it(message, administrator, focal_point, settings, deed):
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected):
        outbox.sweep()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    outbox.settle_abandoned(at=clock.now())
    message.refresh_from_db()
    assert message.state == "doubtful"
    with pytest.raises(Forbidden):
        deed(message=message, by=focal_point, at=clock.now())
    deed(message=message, by=administrator, at=clock.now())
    with pytest.raises(Conflict):
        deed(message=message, by=administrator, at=clock.now())
    assert AuditEvent.objects.filter(verb__startswith="message.").count() == 1


def test_a_worker_that_lost_its_claim_marks_nothing(message):
    claimed = outbox._claim(OutgoingMessage.objects.due(at=clock.now()))
    OutgoingMessage.objects.update(attempts=2)
    assert not outbox._mine(claimed).update(sent_at=datetime(2026, 1, 1, tzinfo=clock.now().tzinfo))
