"""What a merge did, so that it can be undone: kept as JSON with the merge."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..models import Merge

Rows = dict[str, list[int]]


@dataclass
class Journal:
    """Rows are listed by the key of their reference.

    `fields`: of the survivor, by the name of the choice: {"before": {column: value}, "after": {...}}. `source`: what
    the source said, for readers. `held`: rows that the survivor had; `moved`: those that came; `stayed`: those of the
    source of which the survivor had the like; `names`: other names that were added to the survivor.
    """

    fields: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)
    held: Rows = field(default_factory=dict)
    moved: Rows = field(default_factory=dict)
    stayed: Rows = field(default_factory=dict)
    names: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, merge: Merge) -> "Journal":
        return cls(**merge.journal)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def counts(self) -> dict[str, int]:
        return {key: len(ids) for key, ids in self.moved.items() if ids}


NAMES = "companies.companyname.company"


def brought_by(merges: Iterable[Merge]) -> dict[str, set[int]]:
    """The rows that these merges led to their survivor, or made there."""
    found: dict[str, set[int]] = {}
    for merge in merges:
        journal = Journal.of(merge)
        for key, ids in journal.moved.items():
            found.setdefault(key, set()).update(ids)
        found.setdefault(NAMES, set()).update(journal.names)
    return found
