"""Donations in tests: the hub in Washington, a private donor of its own, a company that is cleared, and their gifts."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.apps import apps

from donations.donors.services.data import DonorData, PersonData
from donations.donors.services.donors import add_donor
from donations.gifts.services.data import GiftData
from donations.gifts.services.gifts import accept, receive
from donations.models import Cause, Deduction, Donation, Donor
from donations.settings import seed
from duediligence.models import Clearance
from duediligence.screening.services.decisions import decide
from tests.due_diligence_world import seeded as due_diligence_seeded
from tests.due_diligence_world import waiting_screening

DAY = date(2026, 11, 2)


def seeded() -> None:
    """The rules that every installation begins with are there: the flush after a test with commits took them along."""
    due_diligence_seeded()
    if not Deduction.objects.exists():
        seed.sow(apps)


def cause(code: str = "trafficking", name: str = "Human trafficking") -> Cause:
    words = {"text_en": name, "text_fr": name, "text_es": name}
    found, _made = Cause.objects.get_or_create(code=code, defaults=words)
    return found


def private_donor(cast: SimpleNamespace, name: str = "Ruth Adler", **changes: Any) -> Donor:
    told = {"office_id": cast.hub.pk, "country": "US", **changes}
    person = PersonData(name=name, email=f"{name.split(maxsplit=1)[0].lower()}@example.org")
    return add_donor(by=cast.hub_officer, data=DonorData(person=person, **told))


def company_donor(cast: SimpleNamespace, company: Any) -> Donor:
    return add_donor(by=cast.focal_point, data=DonorData(office_id=cast.senegal.pk, company_id=company.pk))


def cleared_for_gifts(cast: SimpleNamespace, company: Any, amount: int = 50_000) -> Clearance:
    row = waiting_screening(cast, company=company, purpose="donation", amount_usd=amount)
    decide(by=cast.chief_of_mission, screening_id=row.pk, outcome="approved", reason="Sound.")
    return row.clearance


def gift(cast: SimpleNamespace, donor: Donor, amount: str = "100", **changes: Any) -> Donation:
    """Received by the hub from a private donor, by Senegal from a company."""
    seeded()
    private = donor.kind == "person"
    told: dict[str, Any] = {
        "office_id": cast.hub.pk if private else cast.senegal.pk,
        "channel": "hub_site" if private else "transfer",
        "received_on": DAY,
        **changes,
    }
    by = cast.hub_officer if private else cast.focal_point
    return receive(by=by, data=GiftData(donor_id=donor.pk, amount=Decimal(amount), **told))


def accepted(cast: SimpleNamespace, donor: Donor, amount: str = "100", **changes: Any) -> Donation:
    row = gift(cast, donor, amount, **changes)
    by = cast.hub_officer if donor.kind == "person" else cast.focal_point
    return accept(by=by, donation_id=row.pk)
