"""Texts that headquarters keep in three languages."""

from typing import Any

from django.utils.translation import get_language


def in_reader_language(record: Any, field: str) -> str:
    """`record.<field>_<language>`, else the English text."""
    language = (get_language() or "en")[:2]
    return str(getattr(record, f"{field}_{language}", "") or getattr(record, f"{field}_en"))
