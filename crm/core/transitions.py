"""State machines as tables: from, to, who owns the state, audit verb, notice. Services move only along a row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .verdict import ALLOWED, Verdict, wrong_moment


@dataclass(frozen=True, slots=True)
class Transition:
    """`who` names the side that may take it, for the policy; `notice` is a key of the wordings, or empty."""

    source: str
    target: str
    who: str
    verb: str
    notice: str = ""


class TransitionTable:
    def __init__(self, rows: Iterable[Transition]) -> None:
        self._rows = {(row.source, row.target): row for row in rows}

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._rows.values())

    def find(self, source: Any, target: Any) -> Transition | None:
        return self._rows.get((str(source), str(target)))

    def step(self, source: Any, target: Any) -> Transition:
        """The row; KeyError where a service forgot to ask `may_move` first."""
        return self._rows[str(source), str(target)]

    def exits(self, source: Any) -> list[Transition]:
        return [row for row in self if row.source == str(source)]

    def may_move(self, source: Any, target: Any) -> Verdict:
        if self.find(source, target):
            return ALLOWED
        return wrong_moment(_("This has been settled in the meantime. Open it again to see how."))
