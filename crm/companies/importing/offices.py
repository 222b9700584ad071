"""Which of our offices a cell names: by code, by name, or by the country whose office it is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.core import countries
from crm.core.text import fold
from crm.imports.registries import Option, Unclear
from crm.imports.wording import Said


class OfficeFinder:
    """All offices, read once for all rows."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.codes: dict[int, str] = {}
        self._by_word: dict[str, set[int]] = {}
        for pk, code, name, kind, country in Office.objects.values_list("pk", "code", "name", "kind", "country"):
            self.names[pk], self.codes[pk] = name, code
            words = {fold(code), fold(name)}
            if kind == OfficeKind.COUNTRY and country:
                words.add(_of_country(country))
            for word in words:
                self._by_word.setdefault(word, set()).add(pk)

    def one(self, text: str, *, blocking: bool = True) -> int:
        """Raises Unclear for none, and where a word means several; `blocking` where a row must not go in without."""
        country = countries.find(text)
        for word in filter(None, (fold(text), country and _of_country(country))):
            if len(found := self._by_word.get(word, set())) == 1:
                return next(iter(found))
        detail = Said(_("There is no office “%(text)s”."), {"text": text})
        near = [Option(self.codes[pk], self.names[pk]) for pk in self._near(text)]
        raise Unclear("unknown_office", detail, near, any_value=True, blocking=blocking)

    def _near(self, text: str) -> list[int]:
        """Whose names have all the words of the text, the shortest first."""
        words = set(fold(text).split())
        found = [pk for pk, name in self.names.items() if words and words <= set(fold(name).split())]
        return sorted(found, key=lambda pk: (len(self.names[pk]), self.names[pk]))[:5]

    def several(self, texts: Iterable[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.one(text, blocking=False) for text in texts))


def _of_country(code: str) -> str:
    return f"country {code.casefold()}"


def choices() -> list[tuple[str, Any]]:
    return list(Office.objects.order_by("name").values_list("code", "name"))
