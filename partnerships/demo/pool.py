"""Whom partnerships of the demo are with: companies as due diligence and the contact log left them."""

from collections.abc import Iterable
from datetime import date, timedelta

from crm.companies.enums import CompanyStatus
from crm.companies.models import Company, Contact
from crm.contactlog.models import LastContact
from crm.workspace.demo.places import HOME
from crm.workspace.demo.register import Register
from duediligence.enums import ConditionState, Outcome, Purpose
from duediligence.models import Clearance, Condition, Screening

# From a decision to the signature it takes at least so long.
TO_SIGN = timedelta(days=40)
_LIVING = (CompanyStatus.ACTIVE, CompanyStatus.PROSPECT)


class Pool:
    """Each clearance, screening and company is given away once; always in the same order."""

    def __init__(self, register: Register, *, today: date) -> None:
        self.people: dict[int, list[Contact]] = register.people
        found = Clearance.objects.filter(purposes__contains=[Purpose.PARTNERSHIP], revoked_at=None, suspended_at=None)
        clearances = list(found.select_related("company", "screening__office").order_by("valid_from", "pk"))
        unmet = set(
            Condition.objects.filter(before_signature=True, state=ConditionState.OPEN).values_list(
                "screening", flat=True
            )
        )
        in_force = [each for each in clearances if each.valid_until >= today]
        self.expired = [each for each in clearances if each.valid_until < today and each.screening_id not in unmet]
        self.cleared = [
            each for each in in_force if each.valid_from <= today - TO_SIGN and each.screening_id not in unmet
        ]
        self.fresh = [each for each in in_force if each not in self.cleared]
        screenings = Screening.objects.filter(purpose=Purpose.PARTNERSHIP).select_related("company", "office")
        self.under_way = list(screenings.under_way().order_by("pk"))
        self.rejected = list(screenings.filter(state=Outcome.REJECTED).order_by("pk"))
        known = set(Screening.objects.values_list("company", flat=True))
        quiet = dict(LastContact.objects.values_list("company", "occurred_on"))
        free = [c for c in register.companies if c.pk not in known and c.status in _LIVING and c.pk in self.people]
        self.free = [c for c in free if quiet.get(c.pk, today) >= today - timedelta(days=50)]
        self.quiet = [c for c in free if c.pk in quiet and quiet[c.pk] < today - timedelta(days=70)]

    def crest(self, countries: Iterable[str], *, number: int) -> list[Clearance]:
        """The clearances for the largest amounts in these countries."""
        there = [each for each in self.cleared if each.company.country.code in countries]
        chosen = sorted(there, key=lambda each: (-each.amount_ceiling, each.pk))[:number]
        self.cleared = [each for each in self.cleared if each not in chosen]
        return chosen

    def spare(self, *, newest: bool = False) -> Clearance:
        """The oldest or the newest one; those of the first office run on."""
        there = [each for each in self.cleared if each.screening.office.code != HOME]
        chosen = there[-1 if newest else 0]
        self.cleared.remove(chosen)
        return chosen

    def company(self, *, country: str = "", quiet: bool = False) -> Company:
        """One of that country where there is one left."""
        companies = self.quiet if quiet else self.free
        found = next((c for c in companies if c.country.code == country), companies[0])
        companies.remove(found)
        return found
