"""Which of our offices a cell names: by code, by name, or by the country whose office it is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.core import countries
from crm.core.text import fold
from crm.imports.registries import Unclear
from crm.imports.wording import Said


class OfficeFinder:
    """All offices, read once for all rows."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._by_word: dict[str, set[int]] = {}
        for pk, code, name, kind, country in Office.objects.values_list("pk", "code", "name", "kind", "country"):
            self.names[pk] = name
            words = {fold(code), fold(name)}
            if kind == OfficeKind.COUNTRY and country:
                words.add(_of_country(country))
            for word in words:
                self._by_word.setdefault(word, set()).add(pk)

    def one(self, text: str) -> int:
        """Raises Unclear for none, and where a word means several."""
        country = countries.find(text)
        for word in filter(None, (fold(text), country and _of_country(country))):
            if len(found := self._by_word.get(word, set())) == 1:
                return next(iter(found))
        raise Unclear("unknown_office", Said(_("There is no office “%(text)s”."), {"text": text}), any_value=True)

    def several(self, texts: Iterable[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.one(text) for text in texts))


def _of_country(code: str) -> str:
    return f"country {code.casefold()}"


def choices() -> list[tuple[str, Any]]:
    return list(Office.objects.order_by("name").values_list("code", "name"))
