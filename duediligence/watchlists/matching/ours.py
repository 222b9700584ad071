"""Who is looked up: a screened party with all that the register knows of it, as the name core compares it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm.companies.duplicates import contents
from crm.companies.duplicates.parties import company_party, contact_party
from crm.core.names.enums import Kind
from crm.core.names.parties import Party, PartyName

from ...enums import EntryKind
from ...models import ScreenedParty

KINDS: dict[str, Kind] = {
    EntryKind.PERSON: Kind.PERSON,
    EntryKind.ORGANISATION: Kind.ORGANISATION,
    EntryKind.VESSEL: Kind.VESSEL,
}


@dataclass(frozen=True)
class LookedUp:
    """`digest` is the SHA-256 of all that is looked up: another one means that it has to be done again."""

    row: ScreenedParty
    party: Party
    digest: str


def looked_up(rows: Sequence[ScreenedParty]) -> list[LookedUp]:
    """Each with the names and numbers of its record in the register; five queries, however many."""
    companies = contents.companies({row.company_id for row in rows if row.company_id})
    contacts = contents.contacts({row.contact_id for row in rows if row.contact_id})
    found = []
    for row in rows:
        known: list[Party] = []
        if row.company_id in companies:
            known.append(company_party(companies[row.company_id]))
        if row.contact_id in contacts:
            known.append(contact_party(contacts[row.contact_id]))
        party = _together(row, known)
        found.append(LookedUp(row, party, digest_of(party)))
    return found


def _together(row: ScreenedParty, known: Sequence[Party]) -> Party:
    own = [PartyName(text) for text in (row.name, *row.other_names) if text.strip()]
    countries = {str(row.country)} if row.country else set()
    return Party(
        kind=KINDS[row.kind],
        names=_once([*own, *(name for party in known for name in party.names)]),
        countries=frozenset(countries.union(*(party.countries for party in known))),
        birth_dates=(row.birth_date,) if row.birth_date else (),
        identifiers=_numbers(row, known),
    )


def _once(names: Iterable[PartyName]) -> tuple[PartyName, ...]:
    """The first of those that read the same: the party's own word comes before the register's."""
    first: dict[str, PartyName] = {}
    for name in names:
        first.setdefault(name.text, name)
    return tuple(first.values())


def _numbers(row: ScreenedParty, known: Sequence[Party]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for party in known:
        for register, numbers in party.identifiers.items():
            found[register] = found.get(register, frozenset()) | numbers
    if row.number:
        register = f"national {row.country}".strip()
        found[register] = found.get(register, frozenset()) | {row.number}
    return anywhere(found)


def anywhere(numbers: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Lists do not always say of which country a register is: "national SN" is looked up as "national", too."""
    found = dict(numbers)
    for register, those in numbers.items():
        plain = register.partition(" ")[0]
        found[plain] = found.get(plain, frozenset()) | those
    return found


def digest_of(party: Party) -> str:
    said = {
        "kind": party.kind,
        "names": sorted([name.text, name.quality] for name in party.names),
        "countries": sorted(party.countries),
        "birth_dates": sorted(party.birth_dates),
        "identifiers": {kind: sorted(numbers) for kind, numbers in sorted(party.identifiers.items())},
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
