"""What is merged: companies, people. The same engine, with what differs between them."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.core.text import fold

from ..enums import MergeKind, NameKind
from ..models import Company, CompanyName, Contact
from . import company_fields, contact_fields
from .fields import Choice


@dataclass(frozen=True)
class Kind:
    """`choices(source, target, wanted)` settles the fields; `name` is the field by which a record is called."""

    key: str
    model: Any
    name: str
    choices: Callable[[Any, Any, Mapping[str, str]], list[Choice]]
    # Past participles of the trail: of the survivor, of the source; undone, of both.
    verbs: tuple[str, str, str, str]

    def columns(self, source: Any, target: Any) -> dict[str, Any]:
        """The two records as the row of a merge names them."""
        return {f"source_{self.key}": source, f"target_{self.key}": target}


COMPANY = Kind(
    MergeKind.COMPANY.value,
    Company,
    "legal_name",
    company_fields.choices_between,
    ("company.merged", "company.merged_away", "company.unmerged", "company.given_back"),
)
CONTACT = Kind(
    MergeKind.CONTACT.value,
    Contact,
    "name",
    contact_fields.choices_between,
    ("contact.merged", "contact.merged_away", "contact.unmerged", "contact.given_back"),
)
KINDS = {kind.key: kind for kind in (COMPANY, CONTACT)}


def keep_names(company: Company, names: list[str]) -> list[int]:
    """What the two were called stays findable as other names of the survivor; answers the rows that were added."""
    known = {fold(company.legal_name), *(fold(row.name) for row in CompanyName.objects.filter(company=company))}
    added = []
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            kind = NameKind.TRADING if _script(name) == _script(company.legal_name) else NameKind.OTHER_SCRIPT
            row = CompanyName(company=company, name=name, kind=kind, sort_name=fold(name)[:250])
            row.save()
            added.append(row.pk)
    return added


def _script(name: str) -> str:
    """That of its first letter: LATIN, CYRILLIC, CJK."""
    letter = next((each for each in name if each.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]
