"""Which engagements the register has already, or a row above of the same file is to enter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm.core.text import fold

from ..models import Partner
from .drafts import Draft


@dataclass
class Held:
    """`pk` is None while it is only planned; `row` and `content` are those of the row of this file that enters it."""

    pk: int | None
    starts_on: date | None
    stage: str = ""
    row: int = 0
    content: str = ""


# Kind, company, lead office, folded title; of a collaboration also its day.
Key = tuple[str, int, int, str, date | None]


class Register:
    """By kind, company, lead office and title, and of a collaboration the day on which it was held."""

    def __init__(self) -> None:
        self._loaded: set[int] = set()
        self._held: dict[Key, list[Held]] = {}

    def load(self, company_ids: Iterable[int]) -> None:
        """One query, however many companies there are; none for those that are there."""
        fresh = set(company_ids) - self._loaded
        if not fresh:
            return
        self._loaded |= fresh
        rows = Partner.objects.filter(company__in=fresh, engagement__binned_at=None).order_by("engagement")
        columns = ("kind", "lead_office_id", "title", "starts_on", "stage")
        for company_id, pk, *told in rows.values_list(
            "company_id", "engagement_id", *(f"engagement__{name}" for name in columns)
        ):
            kind, office_id, title, starts_on, stage = told
            key = _key(kind, company_id, office_id, title, starts_on)
            self._held.setdefault(key, []).append(Held(pk, starts_on, stage))

    def find(self, draft: Draft, company_id: int) -> list[Held]:
        """What may be the same, the likeliest first."""
        self.load([company_id])
        held = self._held.get(_of(draft, company_id), [])
        return sorted(held, key=lambda each: each.starts_on != draft.starts_on)

    def remember(self, draft: Draft, row: int, content: str, pks: dict[int, int]) -> None:
        """`pks`: by company, what was entered; empty while it is only planned."""
        for company_id in draft.company_ids():
            held = Held(pks.get(company_id), draft.starts_on, draft.stage, row, content)
            self._held.setdefault(_of(draft, company_id), []).append(held)


def _of(draft: Draft, company_id: int) -> Key:
    return _key(draft.kind, company_id, draft.office_id, draft.title, draft.starts_on)


def _key(kind: str, company_id: int, office_id: int, title: str, starts_on: date | None) -> Key:
    return kind, company_id, office_id, fold(title), starts_on if kind == "collaboration" else None
