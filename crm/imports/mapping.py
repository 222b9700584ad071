"""Which column feeds which field: guessed from the headings, mapped by a person, kept for the next such file."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from crm.core.text import fold

from .registries import ImportField, ImportKind

CLOSE = 88


@dataclass(frozen=True)
class Mapping:
    """`columns`: field -> heading; `constants`: field -> one value for all rows."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        return {"columns": self.columns, "constants": self.constants}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Mapping":
        """Also the short form of the API: field -> heading."""
        if "columns" in stored or "constants" in stored:
            return cls(_texts(stored.get("columns")), _texts(stored.get("constants")))
        return cls(_texts(stored), {})


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict | None):
        raise ValidationError({"mapping": _("A mapping names a heading for each field.")}, code="mapping")
    return {str(key): str(text) for key, text in (value or {}).items() if str(text or "").strip()}


def check(mapping: Mapping, kind: ImportKind, headings: tuple[str, ...]) -> None:
    """Raises ValidationError unless every field and heading exists and every required field is fed."""
    known = {f.key: f for f in kind.fields}
    for key, heading in mapping.columns.items():
        if key not in known:
            raise ValidationError({"mapping": _("There is no field %(field)s.") % {"field": key}}, code="unknown_field")
        if heading not in headings:
            raise ValidationError(
                {"mapping": _("The file has no column %(heading)s.") % {"heading": heading}}, code="unknown_heading"
            )
    if unknown := mapping.constants.keys() - {f.key for f in kind.fields if f.constant or f.choices}:
        raise ValidationError(
            {"mapping": _("There is no field %(field)s.") % {"field": min(unknown)}}, code="unknown_field"
        )
    for each in kind.fields:
        if each.required and each.key not in mapping.columns and each.key not in mapping.constants:
            raise ValidationError(
                {"mapping": _("Say which column holds “%(field)s”.") % {"field": each.label}}, code="required_field"
            )


def guess(kind: ImportKind, headings: tuple[str, ...]) -> Mapping:
    """Exact headings first, then those spelt nearly alike; each column and each field once."""
    plain = {heading: fold(heading) for heading in headings}
    columns: dict[str, str] = {}
    for each in kind.fields:
        names = _names(each)
        heading = next((h for name in names for h, p in plain.items() if p == name and h not in columns.values()), None)
        if heading:
            columns[each.key] = heading
    for each in kind.fields:
        if each.key in columns:
            continue
        free = [h for h in headings if h not in columns.values() and len(plain[h]) > 3]
        scored = [(max(fuzz.ratio(plain[h], n) for n in _names(each)), h) for h in free]
        best = max(scored, default=(0, ""))
        if best[0] >= CLOSE:
            columns[each.key] = best[1]
    return Mapping(columns)


def _names(each: ImportField) -> list[str]:
    return [fold(name) for name in (str(each.label), each.key.replace("_", " "), *each.aliases)]


def signature(headings: tuple[str, ...]) -> str:
    """The same for the same headings in any order and case."""
    return hashlib.sha256("\x1f".join(sorted(fold(h) for h in headings)).encode()).hexdigest()
