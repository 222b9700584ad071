"""The weekly digest: Monday 08:00 in the office's time zone, to whoever wants it, once for each ISO week."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation

from crm.accounts.models import User
from crm.core.waiting import waiting_for

from ..letters import digest_letter
from ..models import Reminder
from ..registries import DueReminder
from .notices import message_to
from .reminders import claim

log = logging.getLogger(__name__)
RULE = "weekly_digest"
HOUR = 8
# What an outage delayed still goes out on Monday or Tuesday; later it would be stale.
DAYS = 2


def send_digests(*, at: datetime) -> int:
    """Whoever's week has begun and who has none of this week yet; how many letters were put into the outbox."""
    weeks = {_week(at + timedelta(hours=hours)) for hours in (-14, 0, 14)}
    told = Reminder.objects.filter(rule=RULE, recipient=OuterRef("pk"), occasion__in=weeks)
    people = User.objects.active().filter(weekly_digest=True).select_related("office")
    sent = 0
    for person in people.annotate(told=Exists(told)).filter(told=False).order_by("pk").iterator():
        here = at.astimezone(_zone(person))
        if not _is_time(here):
            continue
        try:
            sent += _digest(person, here)
        except Exception:
            log.exception("digest_failed", extra={"person": person.pk})
    return sent


@transaction.atomic
def _digest(person: User, here: datetime) -> bool:
    """The row first: it keeps a second worker out. No letter where nothing waits."""
    due = DueReminder(User._meta.label_lower, str(person.pk), _week(here), person.pk, values={}, path="")
    rows = claim(rule=RULE, due=[due])
    if not rows:
        return False
    with translation.override(person.language), timezone.override(here.tzinfo):
        waiting = waiting_for(person, on=here.date())
        if not waiting:
            return False
        message = message_to(person=person, letter=digest_letter(waiting), key=f"digest-{person.pk}-{_week(here)}")
    message.save(force_insert=True)
    Reminder.objects.filter(pk__in=rows.values()).update(message=message)
    return True


def _is_time(here: datetime) -> bool:
    return (here.weekday() == 0 and here.hour >= HOUR) or 0 < here.weekday() < DAYS


def _week(moment: datetime) -> str:
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def _zone(person: User) -> ZoneInfo:
    """The office's, as the rule says; a person without an office has only their own."""
    return ZoneInfo(person.office.time_zone if person.office else person.time_zone or "UTC")
