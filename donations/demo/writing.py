"""Gifts of the past as rows with their books, under the same triggers; nobody of today was there to enter them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.audit.models import AuditEvent
from crm.core.text import fold

from ..enums import Account, Channel, DonationState, DonorKind, PostingKind
from ..ledger.deducting import split
from ..models import Appeal, Cause, Donation, Donor, DonorDetails, Entry, Posting

SITES = {OfficeKind.HUB: Channel.HUB_SITE, OfficeKind.HEADQUARTERS: Channel.ORGANISATION_SITE}


@dataclass(frozen=True)
class Gift:
    donor: Donor
    office: Office
    day: date
    usd: Decimal
    cause: Cause | None
    appeal: Appeal | None = None


def donors(names: Sequence[str], *, office: Office, country: str, by: User) -> list[Donor]:
    made = Donor.objects.bulk_create(
        Donor(kind=DonorKind.PERSON, office=office, country=country, entered_by=by) for _name in names
    )
    DonorDetails.objects.bulk_create(
        DonorDetails(donor=donor, name=name, sort_name=fold(name), email=f"{fold(name).replace(' ', '.')}@example.org")
        for donor, name in zip(made, names, strict=True)
    )
    return made


def write(gifts: Sequence[Gift], *, by: User) -> list[Donation]:
    """Accepted a week after they came, by somebody of the office."""
    rows = Donation.objects.bulk_create(_row(each, by) for each in gifts)
    received = _postings(rows, PostingKind.RECEIVED, by, timedelta(0))
    accepted = _postings(rows, PostingKind.ACCEPTED, by, timedelta(days=7))
    entries = []
    for row, came, taken in zip(rows, received, accepted, strict=True):
        entries += [
            Entry(posting=came, donation=row, account=Account.GIVER, usd=-row.given_usd),
            Entry(posting=came, donation=row, account=Account.PENDING, usd=row.given_usd),
            Entry(posting=taken, donation=row, account=Account.PENDING, usd=-row.given_usd),
        ]
        entries += [Entry(posting=taken, donation=row, account=part.account, usd=part.usd) for part in split(row)]
    Entry.objects.bulk_create(entries)
    AuditEvent.objects.bulk_create(
        _event(row, verb, by, row.received_on + later)
        for row in rows
        for verb, later in (("donation.received", timedelta(0)), ("donation.accepted", timedelta(days=7)))
    )
    return rows


def _row(gift: Gift, by: User) -> Donation:
    return Donation(
        donor=gift.donor,
        office=gift.office,
        channel=SITES.get(OfficeKind(gift.office.kind), Channel.TRANSFER),
        received_on=gift.day,
        given_amount=gift.usd,
        given_usd=gift.usd,
        cause=gift.cause,
        appeal=gift.appeal,
        state=DonationState.ACCEPTED,
        decided_by=by,
        decided_at=_at(gift.day + timedelta(days=7)),
        tax_deductible=False,
        entered_by=by,
    )


def _postings(rows: Sequence[Donation], kind: str, by: User, later: timedelta) -> list[Posting]:
    return Posting.objects.bulk_create(
        Posting(kind=kind, donation=row, on=row.received_on + later, by=by, at=_at(row.received_on + later))
        for row in rows
    )


def _event(row: Donation, verb: str, by: User, day: date) -> AuditEvent:
    event = recorder.event_of(verb=verb, subject=row, by=by, after={"usd": f"{row.given_usd:.2f}"})
    event.at = _at(day)
    return event


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)
