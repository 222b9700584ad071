"""Small lists and screenings, written past the services."""

import hashlib
from datetime import UTC, datetime

from duediligence.enums import EntryKind, ListFormat, LoadState, NameUse, PartyRole, ScreeningState
from duediligence.models import EntryName, ListEntry, ListLoad, ScreenedParty, Screening, WatchList
from tests.factories import CompanyFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()


def load_into(code, by, *, on=TODAY, content=b"", state=LoadState.DONE):
    watchlist = WatchList.objects.get(code=code)
    load = ListLoad.objects.create(
        watchlist=watchlist,
        format=ListFormat.CSV,
        state=state,
        filename="list.csv",
        content_type="text/csv",
        size=1,
        sha256=hashlib.sha256(content or code.encode()).hexdigest(),
        uploaded_by=by,
        list_date=on,
        loaded_at=NOW.replace(month=on.month, day=on.day),
    )
    if state == LoadState.DONE:
        watchlist.current_load = load
        watchlist.save()
    return load


def entry(load, name, *, kind=EntryKind.ORGANISATION, aliases=(), fingerprint="a" * 64, **facts):
    row = ListEntry.objects.create(
        watchlist=load.watchlist,
        uid=str(ListEntry.objects.count() + 1),
        kind=kind,
        name=name,
        fingerprint=fingerprint,
        first_load=load,
        changed_load=load,
        **facts,
    )
    EntryName.objects.create(entry=row, text=name, use=NameUse.PRIMARY)
    for alias, quality in aliases:
        EntryName.objects.create(entry=row, text=alias, use=NameUse.ALIAS, quality=quality)
    return row


def screening(
    cast,
    name="Harbour Lights Trading",
    *,
    requested_by=None,
    company=None,
    state=ScreeningState.RESEARCH,
    purpose="partnership",
):
    company = company or CompanyFactory(legal_name=name, country="SN")
    row = Screening.objects.create(
        company=company,
        purpose=purpose,
        office=cast.senegal,
        requested_by=requested_by or cast.focal_point,
        state=state,
        state_since=NOW,
    )
    party(row, company.legal_name, role=PartyRole.COMPANY, company=company)
    return row


def party(screening, name, *, role=PartyRole.DIRECTOR, kind=EntryKind.ORGANISATION, **facts):
    return ScreenedParty.objects.create(screening=screening, role=role, kind=kind, name=name, **facts)
