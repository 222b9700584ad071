"""The rows of a file that stand above: not in the register yet, and yet the next row may be one of them."""

from collections import defaultdict
from collections.abc import Iterator

from crm.core.names.enums import Kind
from crm.core.names.keys import spelling_keys
from crm.core.names.normalise import normalise
from crm.core.names.retrieval import Row, ranked

from ..duplicates.comparing import STRONG, Likeness, companies_alike
from ..duplicates.contents import CompanyContent
from ..duplicates.finding import NEAREST
from .lookup import Known

# A key that so many names of the file share says little, and is passed over.
CROWDED = 100


class RowsSoFar:
    """By the keys of the index of names, in memory."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._of: list[tuple[CompanyContent, Known]] = []
        self._by_key: dict[int, list[int]] = defaultdict(list)

    def add(self, content: CompanyContent, company: Known) -> None:
        for name in _names(content):
            normal = normalise(name, Kind.ORGANISATION)
            at = len(self._rows)
            self._rows.append((at, at, name, normal.folded, 0))
            self._of.append((content, company))
            for key in spelling_keys(normal):
                self._by_key[key].append(at)

    def strongly_alike(self, content: CompanyContent) -> list[tuple[Known, Likeness]]:
        near = {at for name in _names(content) for at in self._nearest(name)}
        compared = ((self._of[at][1], companies_alike(content, self._of[at][0], STRONG)) for at in sorted(near))
        return [(company, likeness) for company, likeness in compared if likeness]

    def _nearest(self, name: str) -> Iterator[int]:
        wanted = normalise(name, Kind.ORGANISATION)
        posted = (self._by_key.get(key, ()) for key in spelling_keys(wanted))
        rows = {at for places in posted if len(places) <= CROWDED for at in places}
        yield from (found.subject_id for found in ranked(wanted, [self._rows[at] for at in rows], limit=NEAREST))


def _names(content: CompanyContent) -> list[str]:
    return [content.legal_name, *(name for _kind, name in content.names)]
