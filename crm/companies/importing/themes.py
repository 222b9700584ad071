"""Which themes a cell names, for rows about something else: contacts, engagements."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from crm.core.text import fold
from crm.imports.registries import Problem
from crm.imports.wording import Said

from ..models import Theme


class ThemeFinder:
    """By code, or by name in any of our languages; read once for all rows."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        for theme in Theme.objects.filter(retired=False):
            for name in (theme.code, theme.name_en, theme.name_fr, theme.name_es):
                self._ids.setdefault(fold(name), theme.pk)

    def find(self, names: Iterable[str]) -> tuple[tuple[int, ...], list[Problem]]:
        """Those that there are, each once, and a remark on each other name."""
        found: dict[int, None] = {}
        problems = []
        for name in names:
            if pk := self._ids.get(fold(name)):
                found[pk] = None
            else:
                detail = Said(_("There is no theme “%(name)s”."), {"name": name})
                problems.append(Problem("themes", "unknown_theme", detail, name))
        return tuple(found), problems
