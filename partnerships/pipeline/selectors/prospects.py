"""How companies are cleared for a partnership that is not in the register yet, read for many at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from duediligence.enums import Purpose
from duediligence.models import Clearance, Screening

from ..requirements import CompanyFacts
from .missing import unmet_conditions


class Prospects:
    """`load` companies first. As `missing.partners_with_standing` reads partners; a test holds the two together."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self._loaded: set[int] = set()
        # By company, the one that `duediligence.clearance.current` would choose first.
        self._clearances: dict[int, list[tuple[int, Decimal]]] = {}
        self._under_way: set[int] = set()
        self._unmet: dict[int | None, tuple[str, ...]] = {}

    def load(self, company_ids: Iterable[int]) -> None:
        """Three queries, however many companies there are; none for those that are there."""
        fresh = set(company_ids) - self._loaded
        if not fresh:
            return
        self._loaded |= fresh
        rows = Clearance.objects.filter(company__in=fresh, purposes__contains=[Purpose.PARTNERSHIP])
        in_force = rows.in_force(on=self.on).order_by("-valid_until", "-id")
        found = list(in_force.values_list("company", "pk", "amount_ceiling"))
        for company_id, pk, ceiling in found:
            self._clearances.setdefault(company_id, []).append((pk, ceiling))
        asked = Screening.objects.filter(company__in=fresh, purpose=Purpose.PARTNERSHIP).under_way()
        self._under_way |= set(asked.values_list("company", flat=True))
        self._unmet |= unmet_conditions(pk for _company, pk, _ceiling in found)

    def facts(self, *, company_id: int, name: str, amount_usd: Decimal) -> CompanyFacts:
        self.load([company_id])
        covering = [pk for pk, ceiling in self._clearances.get(company_id, ()) if ceiling >= amount_usd]
        return CompanyFacts(
            company_id=company_id,
            name=name,
            amount_usd=amount_usd,
            cleared=bool(covering),
            under_way=company_id in self._under_way,
            unmet=self._unmet.get(covering[0], ()) if covering else (),
        )
