"""Which themes a cell names, for rows about something else: contacts, engagements."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from crm.core.text import fold
from crm.imports.registries import Decide, Option, Problem
from crm.imports.wording import Said, Value, readings

from ..models import Theme

_NAMES = ("name_en", "name_fr", "name_es")
readings.add("theme", lambda names: str(Theme(**names)))


class ThemeFinder:
    """By code, or by name in any of our languages; read once for all rows."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._options: list[Option] = []
        for theme in Theme.objects.filter(retired=False):
            self._options.append(Option(theme.code, Value("theme", {name: getattr(theme, name) for name in _NAMES})))
            for name in (theme.code, *(getattr(theme, name) for name in _NAMES)):
                self._ids.setdefault(fold(name), theme.pk)

    def find(self, names: Iterable[str], decide: Decide) -> tuple[tuple[int, ...], list[Problem]]:
        """Those that there are or that were chosen, each once; and a question about each other name."""
        found: dict[int, None] = {}
        problems = []
        for name in names:
            detail = Said(_("There is no theme “%(name)s”."), {"name": name})
            question = Problem("themes", "unknown_theme", detail, name, tuple(self._options))
            pk = self._ids.get(fold(name))
            choice = None if pk else decide(question)
            if pk := pk or self._ids.get(fold(choice or "")):
                found[pk] = None
            elif choice is None:
                problems.append(question)
        return tuple(found), problems
