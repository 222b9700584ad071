"""Who is looked up for a screening: the requester's to name in a draft, the desk's afterwards."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.companies import cleaning
from crm.core import clock

from ...enums import DESK_STATES
from ...models import ScreenedParty, Screening
from ...watchlists.services.lookups import look_up
from ..policies.requests import may_change_request
from ..policies.research import may_drop_party
from ..selectors.parties import ProposedParty, is_subject, key_of, proposed, subject_of
from .data import PartyData
from .moves import locked

MOST = 60


def add_from_register(*, screening: Screening) -> None:
    """The company itself, and whom the register advises; for a draft that has none yet."""
    advised = [subject_of(screening.company), *(p for p in proposed(screening.company) if p.advised)]
    ScreenedParty.objects.bulk_create(_row(screening, each) for each in advised)


@transaction.atomic
def choose_parties(*, by: User, screening_id: int, keys: Collection[str], at: datetime | None = None) -> None:
    """Of those that the register proposes exactly these; who was added by hand stays.

    Raises ValidationError where the register proposes no such party, Conflict, Forbidden.
    """
    screening = locked(screening_id)
    may_change_request(by, access(by), screening).require()
    offered = {each.key: each for each in proposed(screening.company)}
    there = {key_of(party): party for party in screening.parties.all() if key_of(party)}
    unknown = sorted(set(keys) - {*offered, *there})
    if unknown:
        sentence = _("The register proposes no “%(key)s” here. Read once more whom it proposes.") % {"key": unknown[0]}
        raise ValidationError({"keys": ValidationError(sentence, code="unknown")})
    for key, party in there.items():
        if key in offered and key not in keys:
            _drop(screening, party)
            recorder.record(verb="screening.party_dropped", subject=screening, by=by, before=_told(party))
    added = [_row(screening, offered[key]) for key in offered if key in keys and key not in there]
    for party in ScreenedParty.objects.bulk_create(added):
        recorder.record(verb="screening.party_added", subject=screening, by=by, after=_told(party))
    _after(screening, by=by, at=at, changed=bool(added))


@transaction.atomic
def add_party(*, by: User, screening_id: int, data: PartyData, at: datetime | None = None) -> ScreenedParty:
    """Somebody by name. Raises ValidationError by field, Conflict, Forbidden."""
    screening = locked(screening_id)
    may_change_request(by, access(by), screening).require()
    if screening.parties.count() >= MOST:
        raise ValidationError(_("Keep to %(most)s parties.") % {"most": MOST}, code="too_many")
    told = vars(data) | {"name": cleaning.line(data.name), "source": cleaning.line(data.source)}
    told["other_names"] = [name for each in data.other_names if (name := cleaning.line(each))]
    party = ScreenedParty(screening=screening, **told)
    party.clean_fields(exclude={"screening"})
    party.save()
    recorder.record(verb="screening.party_added", subject=screening, by=by, after=_told(party))
    _after(screening, by=by, at=at, changed=True)
    return party


@transaction.atomic
def drop_party(*, by: User, party_id: int) -> None:
    """Raises ScreenedParty.DoesNotExist, Conflict, Forbidden."""
    party = ScreenedParty.objects.get(pk=party_id)
    screening = locked(party.screening_id)
    may_change_request(by, access(by), screening).require()
    _drop(screening, party)
    recorder.record(verb="screening.party_dropped", subject=screening, by=by, before=_told(party))


def _told(party: ScreenedParty) -> dict[str, str]:
    return {"name": party.name, "role": party.role}


def _drop(screening: Screening, party: ScreenedParty) -> None:
    may_drop_party(party, screening, hits=party.hits.count()).require()
    party.delete()


def _after(screening: Screening, *, by: User, at: datetime | None, changed: bool) -> None:
    """A new party is looked up at once, where the desk is open."""
    if changed and screening.state in DESK_STATES:
        look_up(screening=screening, by=by, at=at or clock.now())


def _row(screening: Screening, each: ProposedParty) -> ScreenedParty:
    row = ScreenedParty(
        screening=screening,
        role=each.role,
        kind=each.kind,
        name=each.name,
        company=each.company,
        contact=each.contact,
    )
    if each.company:
        row.country = each.company.country
    if is_subject(row, screening):
        row.number = each.company.lei if each.company else ""
    return row
