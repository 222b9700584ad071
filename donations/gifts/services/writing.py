"""What the deeds on gifts share: rows held in one order, the clearance found, checks in words, the money and its rate.

Everybody locks the company first, then a clearance, then the donation.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from crm.companies.models import Company
from crm.core.errors import Conflict
from crm.rates.money import Money
from crm.rates.selectors import convert
from duediligence import clearance as due_diligence
from duediligence.enums import Purpose
from duediligence.models import AuthorityVersion, Clearance

from ...appeals.policies import may_take_gift
from ...enums import DonationKind
from ...models import Appeal, Cause, Donation, Donor, RecurringGift, TaxRule
from .data import GiftData

COLUMNS = (
    "kind",
    "channel",
    "received_on",
    "intent",
    "anonymous",
    "platform",
    "external_id",
    "goods",
    "valuation",
    "valued_by",
    "shipping_usd",
    "shipping_payer",
)
LINKS = {"donor": Donor, "cause": Cause, "appeal": Appeal, "recurring": RecurringGift}
MONEY = tuple(f"given_{part}" for part in ("amount", "currency", "usd", "rate", "rate_month"))
EARLIEST = date(1990, 1, 1)
OF_GOODS = ("goods", "valuation", "valued_by", "shipping_payer")


@dataclass(frozen=True)
class Held:
    """A locked donation, and what is known of its donor's clearance."""

    donation: Donation
    clearance: Clearance | None
    ceiling: Decimal | None
    threshold: Decimal


def locked(donation_id: int) -> Donation:
    rows = Donation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("donor", "office", "company").get(pk=donation_id)


def hold(*, donation_id: int, on: date, donor_id: int | None = None) -> Held:
    """Lock the company that gave, and that of another donor who is to take its place, a clearance that covers the gift,
    then the gift.

    Raises Conflict `clash` where its company or amount changed while we waited.
    """
    found = Donation.objects.only("company_id", "given_usd").get(pk=donation_id)
    if donor_id:
        new = Donor.objects.filter(pk=donor_id).values_list("company", flat=True)
        companies = [pk for pk in (found.company_id, *new) if pk]
        list(Company.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=companies).order_by("pk"))
    clearance, ceiling = clearance_of(found, on=on)
    donation = locked(donation_id)
    if (donation.company_id, donation.given_usd) != (found.company_id, found.given_usd):
        raise Conflict(_("Somebody changed the same records at this moment. Nothing was saved. Try again."), "clash")
    return Held(donation, clearance, ceiling, threshold_on(on))


def clearance_of(donation: Donation, *, on: date) -> tuple[Clearance | None, Decimal | None]:
    """A clearance that covers the gift, locked after its company; where there is none, up to what they are cleared."""
    if not donation.company_id:
        return None, None
    company = Company.objects.select_for_update(of=("self",), no_key=True).get(pk=donation.company_id)
    found = due_diligence.current(company, purpose=Purpose.DONATION, amount=donation.given_usd, on=on, lock=True)
    return found, None if found else ceiling_of(company, on=on)


def ceiling_now(donation: Donation, *, on: date) -> tuple[Clearance | None, Decimal | None]:
    """As `clearance_of`, for a page that only looks: nothing is locked."""
    if not donation.company:
        return None, None
    found = due_diligence.current(donation.company, purpose=Purpose.DONATION, amount=donation.given_usd, on=on)
    return found, None if found else ceiling_of(donation.company, on=on)


def ceiling_of(company: Company, *, on: date) -> Decimal | None:
    """Up to what the company is cleared for donations; None where it is not."""
    cleared = Clearance.objects.filter(company=company, purposes__contains=[Purpose.DONATION]).in_force(on=on)
    most: Decimal | None = cleared.aggregate(most=Max("amount_ceiling"))["most"]
    return most


def threshold_on(day: date) -> Decimal:
    """From how many USD on a person's gift is screened: the authority matrix says it."""
    version = AuthorityVersion.objects.in_effect(on=day).first()
    return version.individual_from_usd if version else Decimal(0)


def deductible(donation: Donation) -> bool:
    """By the rules of the day of receipt, for donors of that country (domain.md section 6, hubs)."""
    country = donation.company.country if donation.company else donation.donor.country
    rules = TaxRule.objects.filter(office=donation.office, country=country, from_on__lte=donation.received_on)
    return rules.exclude(until_on__lt=donation.received_on).exists()


def fill(donation: Donation, *, data: GiftData, on: date, was: GiftData | None = None) -> None:
    """Put the data into the row; the money anew only where amount, currency or day are others than they were.

    Raises ValidationError by field.
    """
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(donation, name, value.strip() if isinstance(value, str) else value)
    if donation.kind == DonationKind.CASH:
        for name in OF_GOODS:
            setattr(donation, name, "")
        donation.shipping_usd = Decimal(0)
    problems = _link(donation, data) | _sound(donation, data, on=on)
    if not problems and _priced(data) != (_priced(was) if was else None):
        problems |= _set_money(donation, data)
    try:
        donation.clean_fields(exclude={"donor", "office", "cause", "appeal", "recurring", "version", "given_usd"})
    except ValidationError as error:
        problems |= {name: errors for name, errors in error.error_dict.items() if name not in problems}
    if problems:
        raise ValidationError(problems)


def _link(donation: Donation, data: GiftData) -> dict[str, Any]:
    problems: dict[str, Any] = {}
    was_for = donation.appeal_id
    for name, model in LINKS.items():
        pk = getattr(data, f"{name}_id")
        found = model._default_manager.filter(pk=pk).first() if pk else None
        if pk and found is None:
            problems[name] = ValidationError(_("There is no such entry."), code="does_not_exist")
        setattr(donation, name, found)
    donation.office_id = data.office_id
    if donation.donor_id:
        donation.company_id = donation.donor.company_id
    if donation.appeal and donation.appeal_id != was_for:
        told = may_take_gift(donation.appeal)
        if not told:
            problems["appeal"] = ValidationError(str(told.reason), code=told.code)
    if donation.recurring and donation.recurring.donor_id != data.donor_id:
        problems["recurring"] = ValidationError(_("This recurring gift is of another donor."), code="invalid")
    return problems


def _sound(donation: Donation, data: GiftData, *, on: date) -> dict[str, Any]:
    problems: dict[str, Any] = {}
    if data.received_on > on:
        problems["received_on"] = ValidationError(_("A gift is entered once it is here."), code="future")
    elif data.received_on < EARLIEST:
        problems["received_on"] = ValidationError(_("Check the year."), code="out_of_range")
    if data.amount <= 0:
        problems["amount"] = ValidationError(_("The amount of a gift is more than nothing."), code="negative")
    if donation.kind == DonationKind.IN_KIND:
        for name, text in (
            ("goods", _("Say what was given.")),
            ("valuation", _("Say how the value was found.")),
            ("valued_by", _("Say who valued it.")),
            ("shipping_payer", _("Say who pays the shipping.")),
        ):
            if not getattr(donation, name):
                problems[name] = ValidationError(text, code="required")
    if bool(donation.platform) != bool(donation.external_id):
        text = _("A number on a platform goes with the platform, and the other way round.")
        problems["external_id"] = ValidationError(text, code="required")
    return problems


def _priced(data: GiftData) -> tuple[Any, ...]:
    return data.amount, data.currency.strip().upper(), data.received_on


def _set_money(donation: Donation, data: GiftData) -> dict[str, Any]:
    try:
        money: Money = convert(data.amount, data.currency, on=data.received_on)
    except ValidationError as error:
        return dict(error.error_dict)
    if not money.usd:
        return {"amount": ValidationError(_("This is less than a cent in USD."), code="out_of_range")}
    for name, value in money.columns("given").items():
        setattr(donation, name, value)
    return {}


def as_data(donation: Donation) -> GiftData:
    links = {f"{name}_id": getattr(donation, f"{name}_id") for name in LINKS}
    columns = {name: getattr(donation, name) for name in COLUMNS}
    money = {"amount": donation.given_amount, "currency": donation.given_currency}
    return GiftData(office_id=donation.office_id, **links, **columns, **money)


def told(donation: Donation) -> dict[str, Any]:
    """For the trail: without what the giver said, which may be about people."""
    columns = {name: getattr(donation, name) for name in COLUMNS if name not in ("intent", "received_on")}
    links = {name: getattr(donation, f"{name}_id") for name in LINKS}
    return {
        **{name: str(value) if isinstance(value, Decimal) else value for name, value in columns.items()},
        **links,
        "office": donation.office_id,
        "received_on": donation.received_on.isoformat(),
        "amount": f"{donation.given_currency} {donation.given_amount:.2f}",
        "usd": f"{donation.given_usd:.2f}",
    }
