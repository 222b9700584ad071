"""Who is told of what in a screening: the one place where its services meet the notifications."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from crm.accounts.models import User
from crm.notifications.services.notices import notify

from ...models import Screening


def tell(
    wording: str,
    *,
    screening: Screening,
    people: Iterable[User],
    by: User | None,
    due_on: date | None = None,
    page: str = "duediligence:screening",
    **values: Any,
) -> None:
    """A notice about a screening to everybody but whoever did it; the button leads to its page."""
    recipients = {p.pk: p for p in people if p.is_active and (by is None or p.pk != by.pk)}
    if not recipients:
        return
    notify(
        recipients=list(recipients.values()),
        wording=wording,
        values={
            "company": screening.company.legal_name,
            "office": screening.office.name,
            "rating": screening.rating,
            "by": by.name if by else "",
            "due_on": due_on.isoformat() if due_on else "",
            **values,
        },
        path=reverse(page, args=[screening.pk]),
        subject=screening,
    )
