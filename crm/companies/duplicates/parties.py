"""Companies and people as the name core compares them."""

from functools import lru_cache

from crm.core.names.enums import Kind, Quality
from crm.core.names.normalise import normalise
from crm.core.names.parties import Party, PartyName

from ..enums import CompanyKind, NameKind
from .contents import CompanyContent, ContactContent

# A short name or an abbreviation belongs to many.
_WEAK = frozenset({NameKind.SHORT.value})


@lru_cache(maxsize=50_000)
def company_party(company: CompanyContent) -> Party:
    others = (PartyName(name, Quality.WEAK if kind in _WEAK else Quality.STRONG) for kind, name in company.names)
    return Party(
        kind=Kind.PERSON if company.kind == CompanyKind.INDIVIDUAL else Kind.ORGANISATION,
        names=(PartyName(company.legal_name), *others),
        countries=frozenset(filter(None, [company.country])),
        identifiers=_identifiers(company),
    )


def _identifiers(company: CompanyContent) -> dict[str, frozenset[str]]:
    """Within one register a number is one company's; the register is named by its kind and country."""
    found: dict[str, frozenset[str]] = {"lei": frozenset({company.lei})} if company.lei else {}
    for kind, country, number in company.registrations:
        register = f"{kind} {country}".strip()
        found[register] = found.get(register, frozenset()) | {number}
    return found


def company_words(name: str) -> frozenset[str]:
    """What is compared of a company's name, word by word."""
    return frozenset(ordered_words(name))


def ordered_words(name: str) -> tuple[str, ...]:
    return normalise(name, Kind.ORGANISATION).tokens


@lru_cache(maxsize=50_000)
def contact_party(contact: ContactContent) -> Party:
    names = (PartyName(contact.name), *([PartyName(contact.native_name)] if contact.native_name else []))
    return Party(kind=Kind.PERSON, names=names)
