"""Meeting invitations as they come: with time zones, all day, in a series, as garbage, huge."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from crm.contactlog import invitations

PARIS = """BEGIN:VTIMEZONE
TZID:Their Paris
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def meeting(*lines: str, zone: str = "", uid: str = "UID:meeting-1@example.org") -> bytes:
    body = "\n".join(["BEGIN:VEVENT", uid, *lines, "END:VEVENT"])
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\nMETHOD:REQUEST\n{zone}{body}\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("start", "zone", "reader", "day"),
    [
        ("DTSTART:20261102T233000Z", "", "UTC", date(2026, 11, 2)),
        ("DTSTART:20261102T233000Z", "", "Africa/Nairobi", date(2026, 11, 3)),
        ("DTSTART;TZID=Europe/Paris:20261102T003000", "", "UTC", date(2026, 11, 1)),
        ("DTSTART;TZID=Their Paris:20260702T003000", PARIS, "UTC", date(2026, 7, 1)),
        ("DTSTART;VALUE=DATE:20261102", "", "Asia/Bangkok", date(2026, 11, 2)),
        ("DTSTART:20261102T233000", "", "Asia/Bangkok", date(2026, 11, 2)),
    ],
)
def test_the_day_is_the_readers(start, zone, reader, day):
    with timezone.override(reader):
        assert invitations.read(meeting(start, zone=zone)).on == day


def test_everything_useful_is_read():
    read = invitations.read(
        meeting(
            "DTSTART:20261102T100000Z",
            "SUMMARY:Kick-off\\, second part",
            "LOCATION:Their office",
            "DESCRIPTION:Agenda:\\n1. Recruitment\\n________________\\nMicrosoft Teams meeting\\nJoin: https://x",
            'ORGANIZER;CN="Awa Ndiaye":mailto:Awa@concord.example',
            "ATTENDEE;CN=Amina Diop;ROLE=REQ-PARTICIPANT:MAILTO:amina@baobab.example",
            "ATTENDEE:mailto:moussa.fall@baobab.example",
            "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@concord.example",
            "ATTENDEE;CN=Amina again:mailto:AMINA@baobab.example",
        )
    )
    assert (read.uid, read.subject) == ("meeting-1@example.org", "Kick-off, second part")
    assert read.notes == "Place: Their office\n\nAgenda:\n1. Recruitment"
    assert [(a.name, a.email) for a in read.attendees] == [
        ("Awa Ndiaye", "awa@concord.example"),
        ("Amina Diop", "amina@baobab.example"),
        ("Moussa Fall", "moussa.fall@baobab.example"),
    ]


def test_one_of_a_series_is_told_apart_by_its_day():
    first = invitations.read(meeting("DTSTART:20261102T100000Z", "RRULE:FREQ=WEEKLY"))
    second = invitations.read(meeting("DTSTART:20261109T100000Z", "RECURRENCE-ID:20261109T100000Z"))
    assert first.uid != second.uid


def test_little_is_enough():
    read = invitations.read(meeting("DTSTART:20261102T100000Z", uid="X-NOTHING:1"))
    assert (read.uid, read.subject, read.notes, read.attendees) == ("", "", "", ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable"),
        (b"PK\x03\x04 a zip", "unreadable"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "unreadable"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "unreadable"),
        (b"BEGIN:VEVENT\r\nDTSTART:garbage\r\nEND:VEVENT", "no_date"),
        (meeting("SUMMARY:When?"), "no_date"),
        (meeting("DTSTART:99999999T999999Z"), "no_date"),
        (b"x" * (invitations.MAX_BYTES + 1), "too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 300, "too_many"),
    ],
)
def test_garbage_is_refused_in_words(content, code):
    with pytest.raises(ValidationError) as refusal:
        invitations.read(content)
    assert refusal.value.code == code


def test_a_thousand_guests_are_cut():
    guests = [f"ATTENDEE:mailto:guest{n}@example.org" for n in range(1000)]
    assert len(invitations.read(meeting("DTSTART:20261102T100000Z", *guests)).attendees) == invitations.MAX_ATTENDEES
