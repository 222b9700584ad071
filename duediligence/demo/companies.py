"""Whom the demo screens: companies of its register, and some that have a story."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from crm.accounts.models import Office
from crm.companies.enums import CompanyKind, CompanyStatus, Size
from crm.companies.models import Company
from crm.core.text import fold

from ..criteria.selectors import high_risk_sectors, matching

_LIVING = (CompanyStatus.ACTIVE, CompanyStatus.PROSPECT, CompanyStatus.DORMANT)


class Companies:
    """Takes each company once. `listed` and `mistaken` bear the name of an entry of the organisation's own list."""

    def __init__(self, companies: Iterable[Company], offices: Iterable[Office], rng: Random, today: date) -> None:
        self.offices = {office.country.code: office for office in offices if office.code == office.country.code}
        rows = list(companies)
        usable = [c for c in rows if c.kind == CompanyKind.COMPANY and c.status in _LIVING]
        rng.shuffle(usable)
        sectors = high_risk_sectors(today)
        self._risky = [c for c in usable if matching(c.isic, sectors)]
        self._calm = [c for c in usable if not matching(c.isic, sectors)]
        parents = {c.parent_id for c in rows}
        alone = [c for c in self._calm if c.parent_id is None and c.pk not in parents]
        self.listed, self.mistaken, self.doubtful = alone[:3]
        # A namesake, or the same company entered twice, would be taken for the listed one.
        alike = {c.legal_name[:3] for c in alone[:3]}
        self._risky, self._calm = (
            [c for c in pool if c.legal_name[:3] not in alike] for pool in (self._risky, self._calm)
        )
        self.airline = next(c for c in self._calm if c.isic == "H51")
        self._calm.remove(self.airline)
        self._entered = today - timedelta(days=760)
        self.by = rows[0].created_by
        self.arms_maker = self._group()
        self.start_up = self._company("Kijani Pay Ltd", "KE", "J62", size=Size.MICRO, founded=today.year - 2)
        self.earlier = "Pesa Haraka Ventures Ltd"
        self.singer = self._company("Aminata Diallo-Sow", "SN", "", kind=CompanyKind.INDIVIDUAL)
        self.actor = self._company("Rafael Quispe Luna", "PE", "", kind=CompanyKind.INDIVIDUAL)

    def take(self, *, risky: bool, country: str = "") -> Company:
        """One of that country where there is one left."""
        pool = self._risky if risky else self._calm
        chosen = ([c for c in pool if c.country.code == country] or pool)[-1]
        pool.remove(chosen)
        return chosen

    def office_for(self, company: Company, *, regional: bool) -> Office:
        office = self.offices.get(company.country.code) or next(iter(self.offices.values()))
        return office.parent if regional and office.parent else office

    def _group(self) -> Company:
        """A holding, which is the one that is asked about, and its two subsidiaries."""
        holding = self._company("Falkenwehr Armaments Holding AG", "DE", "C25", size=Size.LARGE, founded=1938)
        for name, isic in (("Falkenwehr Optics GmbH", "C26"), ("Falkenwehr Logistics GmbH", "H52")):
            self._company(name, "DE", isic, size=Size.MEDIUM, founded=1986, parent=holding)
        return holding

    def _company(self, name: str, country: str, isic: str, **facts: object) -> Company:
        kind = facts.setdefault("kind", CompanyKind.COMPANY)
        office = self.offices.get(country)
        return Company.objects.create(
            legal_name=name,
            sort_name=fold(name),
            status=CompanyStatus.PROSPECT,
            country=country,
            city=office.city if office else "",
            isic=isic,
            website="" if kind == CompanyKind.INDIVIDUAL else f"https://{fold(name).replace(' ', '-')}.example",
            created_by=self.by,
            **facts,
        )
