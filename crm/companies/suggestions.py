"""Companies by the beginning of a name, while somebody types: the whole name first, then any of its words."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django_countries import countries

from crm.core.text import fold

LIMIT = 8
_MIN_LETTERS = 2

# Legal names and other names; each half stops at the limit by its own index, however large the register is.
_BEGINNING = """
    SELECT DISTINCT ON (found.id)
        c.id, c.legal_name, c.country, c.city, o.name, c.lead_office_id, found.also, c.sort_name, found.rank
    FROM (
        (SELECT id, '' AS also, 0 AS rank FROM companies_company
         WHERE sort_name LIKE %(beginning)s AND binned_at IS NULL ORDER BY sort_name, id LIMIT %(limit)s)
        UNION ALL
        (SELECT company_id, name, 1 FROM companies_companyname
         WHERE sort_name LIKE %(beginning)s ORDER BY sort_name LIMIT %(limit)s)
    ) found
    JOIN companies_company c ON c.id = found.id AND c.binned_at IS NULL
    LEFT JOIN accounts_office o ON o.id = c.lead_office_id
    ORDER BY found.id, found.rank
"""
_INSIDE = _BEGINNING.replace("0 AS rank", "2 AS rank").replace("name, 1 FROM", "name, 3 FROM")
_SCORES = (0.9, 0.8, 0.6, 0.5)


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
        place = ", ".join(
            part for part in (self.city, str(countries.name(self.country)) if self.country else "") if part
        )
        return " · ".join(dict.fromkeys(part for part in (self.also, place, self.lead_office) if part))


def suggest(user: Any, text: str, *, limit: int = LIMIT) -> list[Suggestion]:
    """At most `limit` companies, best first; nothing before the second letter."""
    folded = fold(text)
    if len(folded) < _MIN_LETTERS or not user.is_active:
        return []
    # Folded text holds letters, digits and blanks only, but "_" is a letter to a regular expression.
    pattern = folded.replace("_", r"\_")
    found = _read(_BEGINNING, f"{pattern}%", limit)
    if len(found) < limit:
        known = {row[0] for row in found}
        found += [row for row in _read(_INSIDE, f"% {pattern}%", limit) if row[0] not in known]
    found.sort(key=lambda row: (row[7] != folded, row[8], row[7], row[0]))
    return [_suggestion(row, folded) for row in found[:limit]]


def _read(query: str, pattern: str, limit: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"beginning": pattern, "limit": limit})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _suggestion(row: tuple[Any, ...], folded: str) -> Suggestion:
    pk, name, country, city, office, office_id, also, sort_name, rank = row
    score = 1.0 if sort_name == folded else _SCORES[rank]
    return Suggestion(pk, name, country, city, office or "", office_id, also, score)
