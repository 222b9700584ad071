"""Reads a meeting invitation (.ics) into what the form needs. Nothing is saved, nothing is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

MAX_BYTES = 300_000
MAX_COMPONENTS = 200
MAX_ATTENDEES = 100
MAX_NOTES = 4000
# Below such a line mail programs put how to dial in.
_DIAL_IN = ("____", "----", "Microsoft Teams", "Join Zoom", "-::~:")


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """`uid` tells a meeting apart; for one of a series its day belongs to it."""

    uid: str
    subject: str
    on: date
    notes: str
    attendees: tuple[Attendee, ...]


def read(content: bytes) -> Invitation:
    """The first meeting of the file, its day in the reader's time zone. Raises ValidationError in words."""
    if len(content) > MAX_BYTES:
        raise ValidationError(_("This invitation is too large. Send it on without its attachments."), code="too_large")
    event = _first_event(content)
    day = _day(event)
    return Invitation(
        uid=_uid(event, day),
        subject=_line(event.get("SUMMARY"))[:200],
        on=day,
        notes=_notes(event),
        attendees=tuple(_attendees(event)),
    )


def _first_event(content: bytes) -> Any:
    """icalendar raises ValueError, and on some garbage others; to the person all of them are one."""
    unreadable = ValidationError(
        _(
            "This file is not a meeting invitation. "
            "Save the meeting from your calendar as an .ics file, or fill in the form by hand."
        ),
        code="unreadable",
    )
    if content.count(b"BEGIN:") > MAX_COMPONENTS:
        raise ValidationError(_("This is a whole calendar. Choose the invitation of one meeting."), code="too_many")
    # Here, so that a process which never needs it does not hold it: it is large.
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content.decode("utf-8-sig"))
        event = next(iter(calendar.walk("VEVENT")), None)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as problem:
        raise unreadable from problem
    if event is None:
        raise unreadable
    return event


def _day(event: Any) -> date:
    """A moment with a zone falls on the reader's day; an all-day meeting and one without a zone keep theirs."""
    try:
        starts = event["DTSTART"].dt
    except (KeyError, AttributeError, ValueError) as problem:
        raise ValidationError(_("This invitation does not say when the meeting is."), code="no_date") from problem
    if not isinstance(starts, datetime):
        return starts
    return timezone.localdate(starts) if timezone.is_aware(starts) else starts.date()


def _uid(event: Any, day: date) -> str:
    uid = _line(event.get("UID"))
    serial = "RRULE" in event or "RECURRENCE-ID" in event
    return f"{uid[:180]} {day:%Y-%m-%d}" if uid and serial else uid[:200]


def _notes(event: Any) -> str:
    text = str(event.get("DESCRIPTION") or "").replace("\r\n", "\n")
    kept = []
    for line in text.split("\n"):
        if line.strip().startswith(_DIAL_IN):
            break
        kept.append(line.rstrip())
    place = _line(event.get("LOCATION"))
    parts = [_("Place: %(place)s") % {"place": place}] if place else []
    return "\n\n".join([*parts, "\n".join(kept).strip()]).strip()[:MAX_NOTES]


def _attendees(event: Any) -> Iterator[Attendee]:
    """The organiser and those invited, each address once; rooms and things stay out."""
    seen: set[str] = set()
    for key in ("ORGANIZER", "ATTENDEE"):
        found = event.get(key) or []
        for entry in found if isinstance(found, list) else [found]:
            params = getattr(entry, "params", {})
            email = str(entry).strip().lower().removeprefix("mailto:")
            if str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE") or "@" not in email or email in seen:
                continue
            seen.add(email)
            yield Attendee(_line(params.get("CN")) or _named_by(email), email[:254])
            if len(seen) >= MAX_ATTENDEES:
                return


def _named_by(email: str) -> str:
    return email.split("@", 1)[0].replace(".", " ").replace("_", " ").title()


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())
