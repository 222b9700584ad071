"""The trail of the demo: what was done, on the day on which it was done."""

from datetime import datetime
from typing import Any

from django.db import models

from crm.accounts.models import User
from crm.audit import recorder


def tell(at: datetime, *, verb: str, subject: models.Model, by: User | None, **told: Any) -> None:
    event = recorder.event_of(verb=verb, subject=subject, by=by, **told)
    event.at = at
    event.save(force_insert=True)
