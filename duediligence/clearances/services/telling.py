"""Who is told of what while a clearance is watched."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from crm.accounts.models import User
from crm.notifications.services.notices import notify


def tell_people(
    wording: str, *, people: Iterable[User], by: User | None, subject: Model, page: str, **values: Any
) -> None:
    """Everybody but whoever did it; the button leads to the page of the subject."""
    recipients = {p.pk: p for p in people if p.is_active and (by is None or p.pk != by.pk)}
    if recipients:
        notify(
            recipients=list(recipients.values()),
            wording=wording,
            values=values,
            path=reverse(page, args=[subject.pk]),
            subject=subject,
        )
