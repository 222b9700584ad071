"""Sending what waits in the outbox: each message once, whatever is killed in between.

A message is claimed by a committed row with a lease before it is sent, and marked after. Between the two a worker can
die: then nobody knows whether the relay took it. Once the lease is over the relay is asked for the Message-ID; where it
cannot be asked, the message is left to a person (performance.md, sturdiness 1 and 2).
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from crm.accounts.models import User
from crm.audit.recorder import record
from crm.core import clock

from ..enums import MessageState
from ..models import OutgoingMessage
from ..policies import may_settle
from ..querysets import MessageQuerySet
from ..relay import Outcome, read_failure, was_taken

log = logging.getLogger(__name__)
# Refused so often, over about eight hours: a person looks at it.
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=2)
# A sweep ends before beat starts the next one, so that sweeps do not fill up the workers.
SWEEP_SECONDS = 12.0


def sweep() -> int:
    """Settle what a dead worker left, then send what is due; how many were sent. Safe on any number of workers."""
    settle_abandoned(at=clock.now())
    if not OutgoingMessage.objects.due(at=clock.now()).exists():
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors: the mail server is down, nothing was claimed
        log.warning("mail_server_unreachable", extra={"error": type(error).__name__})
        return 0
    try:
        return _send_due(connection, until=time.monotonic() + SWEEP_SECONDS)
    finally:
        connection.close()


def _send_due(connection: Any, *, until: float) -> int:
    sent = 0
    while time.monotonic() < until:
        message = _claim(OutgoingMessage.objects.due(at=clock.now()))
        if message is None:
            break
        try:
            _letter(message, connection).send()
        except Exception as error:
            _not_sent(message, error)
            if read_failure(error) is Outcome.DOUBTFUL:
                break  # the connection is gone; the next sweep opens another
        else:
            sent += _mine(message).update(state=MessageState.SENT, sent_at=clock.now(), leased_until=None)
    return sent


def _claim(messages: MessageQuerySet) -> OutgoingMessage | None:
    """One at a time: a crash leaves at most one message in doubt. Committed before anything is sent."""
    with transaction.atomic():
        message = messages.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
        if message is None:
            return None
        message.state = MessageState.SENDING
        message.attempts += 1
        message.leased_until = clock.now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        message.save(update_fields=["state", "attempts", "leased_until"])
    return message


def _mine(message: OutgoingMessage) -> MessageQuerySet:
    """The row under this claim; who lost the claim writes nothing."""
    return OutgoingMessage.objects.filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts)


def _letter(message: OutgoingMessage, connection: Any) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter


def _not_sent(message: OutgoingMessage, error: Exception) -> None:
    """Refused: again later, until it has been refused too often. In doubt: the lease runs out, then it is settled."""
    log.warning("message_not_sent", extra={"outgoing": message.pk, "error": type(error).__name__})
    told = str(error)[:300] or type(error).__name__
    if read_failure(error) is Outcome.DOUBTFUL:
        _mine(message).update(leased_until=clock.now(), last_error=told)
    elif message.attempts >= MAX_ATTEMPTS:
        _mine(message).update(state=MessageState.FAILED, leased_until=None, last_error=told)
    else:
        due = clock.now() + FIRST_PAUSE * 2 ** (message.attempts - 1)
        _mine(message).update(state=MessageState.QUEUED, due_at=due, leased_until=None, last_error=told)


@transaction.atomic
def settle_abandoned(*, at: datetime) -> None:
    """Ask the relay about each message whose lease is over: sent, or not sent and so again, or for a person."""
    for message in OutgoingMessage.objects.abandoned(at=at).select_for_update(skip_locked=True)[:200]:
        taken = was_taken(message.message_id, since=message.created_at)
        if taken is None:
            message.state = MessageState.DOUBTFUL
            log.error("message_doubtful", extra={"outgoing": message.pk})
        elif taken:
            message.state, message.sent_at = MessageState.SENT, at
        else:
            message.state, message.due_at = MessageState.QUEUED, at
        message.leased_until = None
        message.save(update_fields=["state", "sent_at", "due_at", "leased_until"])


@transaction.atomic
def send_again(*, message: OutgoingMessage, by: User, at: datetime) -> OutgoingMessage:
    """A person decides that it did not arrive. Errors: Forbidden, Conflict."""
    message = _settle(message, by)
    before = message.state
    message.state, message.attempts, message.due_at = MessageState.QUEUED, 0, at
    message.save(update_fields=["state", "attempts", "due_at"])
    record(verb="message.sent_again", subject=message, by=by, before={"state": before})
    return message


@transaction.atomic
def confirm_sent(*, message: OutgoingMessage, by: User, at: datetime) -> OutgoingMessage:
    """A person found that it arrived. Errors: Forbidden, Conflict."""
    message = _settle(message, by)
    before = message.state
    message.state, message.sent_at = MessageState.SENT, at
    message.save(update_fields=["state", "sent_at"])
    record(verb="message.confirmed", subject=message, by=by, before={"state": before})
    return message


def _settle(message: OutgoingMessage, by: User) -> OutgoingMessage:
    message = OutgoingMessage.objects.select_for_update().get(pk=message.pk)
    may_settle(by, message).require()
    return message
