"""Telling people: a row that is worded when it is read, and an e-mail that waits in the outbox."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from crm.accounts.models import User
from crm.core import clock

from ..letters import Letter, compose
from ..models import Notification, OutgoingMessage
from ..registries import wordings


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    wording: str,
    values: dict[str, Any],
    path: str,
    subject: Model | None = None,
) -> None:
    """Tell each person once, in the caller's transaction: what is rolled back was never told.

    `wording` is a key of registries.wordings (LookupError otherwise), `path` the page where the button leads.
    """
    people = list({person.pk: person for person in recipients}.values())
    kind, key = (subject._meta.label_lower, str(subject.pk)) if subject else ("", "")
    post(people=people, wording=wording, values=values, path=path, subject_type=kind, subject_id=key)


def post(
    *,
    people: Sequence[User],
    wording: str,
    values: dict[str, Any],
    path: str,
    subject_type: str = "",
    subject_id: str = "",
) -> list[tuple[Notification, OutgoingMessage | None]]:
    """The rows of one notice, a pair for each person; two INSERTs however many they are."""
    entry = wordings.get(wording)
    if entry is None:
        raise LookupError(f"No wording is called {wording!r}.")
    notices = Notification.objects.bulk_create(
        Notification(
            recipient=person,
            wording=wording,
            values=values,
            path=path,
            subject_type=subject_type,
            subject_id=subject_id,
        )
        for person in people
    )

    @cache
    def letter(language: str) -> Letter:
        return compose(wording=wording, values=values, path=path, language=language)

    messages = [
        message_to(person=person, letter=letter(person.language), key=f"notice-{notice.pk}")
        if entry.by_email and person.is_active
        else None
        for notice, person in zip(notices, people, strict=True)
    ]
    OutgoingMessage.objects.bulk_create(m for m in messages if m)
    return list(zip(notices, messages, strict=True))


def message_to(*, person: User, letter: Letter, key: str) -> OutgoingMessage:
    """A row of the outbox, not saved; see `message_to_address`."""
    message = message_to_address(address=person.email, letter=letter, key=key)
    message.recipient = person
    return message


def message_to_address(*, address: str, letter: Letter, key: str) -> OutgoingMessage:
    """A row of the outbox, not saved. Its Message-ID is fixed here, before any attempt, so that a relay can be asked
    for it; the time keeps it apart from a key that a restored backup gives out again."""
    now = clock.now()
    host = urlsplit(settings.PUBLIC_URL).hostname or "concord"
    return OutgoingMessage(
        message_id=f"<{key}.{now:%Y%m%d%H%M%S%f}@{host}>",
        address=address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        due_at=now,
    )
