"""Companies by any of their names, while somebody types: beginnings first, then words, then what is spelt alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django_countries import countries

from crm.core.names.retrieval import Found
from crm.core.names.type_ahead import typed
from crm.core.text import fold

from .models import COMPANY_NAMES

LIMIT = 8
BEING_BUILT = _lazy(
    "Names are still being put in order. Until then older entries are found by the beginning of a name only."
)

# By key alone: one condition more, and a table that was not analysed yet is read by another index, from end to end.
_SHOWN = """
    SELECT c.id, c.legal_name, c.country, c.city, o.name, c.lead_office_id, c.binned_at IS NULL
    FROM companies_company c LEFT JOIN accounts_office o ON o.id = c.lead_office_id
    WHERE c.id = ANY(%(ids)s)
"""
# While the index still lacks older records: the beginnings of names as the lists keep them.
_BEGINNING = """
    (SELECT id, legal_name, sort_name FROM companies_company
     WHERE sort_name LIKE %(beginning)s AND binned_at IS NULL ORDER BY sort_name, id LIMIT %(limit)s)
    UNION ALL
    (SELECT company_id, name, sort_name FROM companies_companyname
     WHERE sort_name LIKE %(beginning)s ORDER BY sort_name LIMIT %(limit)s)
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`also` is the other name under which the company was found."""

    id: int
    name: str
    country: str
    city: str
    lead_office: str
    lead_office_id: int | None
    also: str
    score: float

    @property
    def hint(self) -> str:
        country = str(countries.name(self.country)) if self.country else ""
        place = ", ".join(part for part in (self.city, country) if part)
        also = _("also %(name)s") % {"name": self.also} if self.also else ""
        return " · ".join(dict.fromkeys(part for part in (also, place, self.lead_office) if part))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`incomplete` says that older companies are found by the beginning of a name only, for the time being."""

    found: list[Suggestion]
    incomplete: bool = False


def suggest(user: Any, text: str, *, limit: int = LIMIT) -> list[Suggestion]:
    """At most `limit` companies, best first. Every company is visible to all staff (domain.md section 3)."""
    return search(user, text, limit=limit).found


def search(user: Any, text: str, *, limit: int = LIMIT) -> Suggestions:
    if not user.is_active:
        return Suggestions([])
    answer = typed(COMPANY_NAMES, text, limit=limit)
    found = answer.found
    if answer.owed:
        known = {each.subject_id for each in found}
        found = [*found, *(each for each in _begun(text, limit) if each.subject_id not in known)][:limit]
    return Suggestions(_shown(found), incomplete=answer.owed)


def _begun(text: str, limit: int) -> list[Found]:
    beginning = fold(text).replace("_", r"\_")
    if not beginning:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, {"beginning": f"{beginning}%", "limit": limit})
        rows = reversed(cursor.fetchall())
    best = {subject: Found(0, subject, name, folded, 0, 0.85) for subject, name, folded in rows}
    return list(best.values())


def _shown(found: Sequence[Found]) -> list[Suggestion]:
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, {"ids": [each.subject_id for each in found]})
        rows = {row[0]: row[:6] for row in cursor.fetchall() if row[6]}
    return [_suggestion(rows[each.subject_id], each) for each in found if each.subject_id in rows]


def _suggestion(row: tuple[Any, ...], found: Found) -> Suggestion:
    pk, name, country, city, office, office_id = row
    also = "" if found.name == name else found.name
    return Suggestion(pk, name, country, city, office or "", office_id, also, found.score)
