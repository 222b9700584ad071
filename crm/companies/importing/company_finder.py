"""Which company of the register a cell names, for rows about something else: people, contacts."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from crm.core.names.retrieval import candidates
from crm.imports.registries import Decide, Option, Problem
from crm.imports.wording import Said

from ..merging.survivors import kept_or_survivor
from ..models import COMPANY_NAMES, Company
from .lookup import Known, Lookup, known
from .remarks import described

NEAR, CLOSE = 5, 0.8


class CompanyFinder:
    """`load` a batch first. A decision says "#12" for the company with that key."""

    def __init__(self) -> None:
        self.lookup = Lookup()
        self._near: dict[str, list[tuple[int, str]]] = {}

    def load(self, names: Iterable[str]) -> None:
        wanted = {n for n in names if n}
        self.lookup.load(names=wanted)
        strangers = {n for n in wanted if not self.lookup.named(n)} - self._near.keys()
        if strangers:
            self._load_near(strangers)

    def _load_near(self, names: set[str]) -> None:
        """The nearest by the index of names are proposed, under their legal names."""
        found = {name: candidates(COMPANY_NAMES, name, limit=NEAR) for name in names}
        close = {name: [each.subject_id for each in near if each.score >= CLOSE] for name, near in found.items()}
        ids = {pk for near in close.values() for pk in near}
        legal = dict(Company.objects.kept().filter(pk__in=ids).values_list("pk", "legal_name"))
        for name, near in close.items():
            self._near[name] = [(pk, legal[pk]) for pk in dict.fromkeys(near) if pk in legal]

    def find(self, name: str, country: str, decide: Decide) -> tuple[Known | None, Problem | None]:
        """The company for certain or by decision; else the question. Neither: the decision was to leave the row out."""
        named = self.lookup.named(name)
        if country and len(named) > 1:
            named = [c for c in named if c.country == country] or named
        if len(named) == 1 and not (country and named[0].country and named[0].country != country):
            return named[0], None
        question = self._question(name, country, named)
        choice = decide(question)
        if choice and choice.startswith("#") and choice[1:].isdigit():
            return self._by_key(int(choice[1:])), None
        return None, None if choice == "-" else question

    def _question(self, name: str, country: str, named: list[Known]) -> Problem:
        if named:
            options = [Option(f"#{c.pk}", described(c)) for c in named[:5]]
            detail = Said(_("“%(name)s” may be several companies of the register."), {"name": name})
            if len(named) == 1:
                detail = Said(_("The register knows “%(name)s” in another country."), {"name": name})
            return Problem("company", "several_companies", detail, f"{name} {country}".strip(), tuple(options), True)
        near = [Option(f"#{pk}", legal) for pk, legal in self._near.get(name, [])]
        detail = Said(_("The register has no company “%(name)s”. Import it first, or choose another."), {"name": name})
        return Problem("company", "unknown_company", detail, f"{name} {country}".strip(), tuple(near), True)

    def _by_key(self, pk: int) -> Known | None:
        if pk not in self.lookup.by_pk and (company := kept_or_survivor(Company, pk)):
            self.lookup.add(known(company))
            self.lookup.by_pk[pk] = self.lookup.by_pk[company.pk]
        return self.lookup.by_pk.get(pk)
