"""What the deeds on contributions share: rows held in one order, checks in words, the money and its rate.

Everybody locks the companies first, then the engagement, then the contribution, then a clearance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.errors import Conflict
from crm.rates.money import USD, Money
from crm.rates.selectors import convert

from ...engagements import policies as engagement_policies
from ...engagements.services import writing
from ...enums import Payer
from ...models import Contribution, Engagement, Instalment, Partner
from .data import ContributionData, InstalmentData

COLUMNS = ("kind", "payer", "donor", "description", "pledged_on", "valuation", "direct_support")
MONEY = tuple(f"pledged_{part}" for part in ("amount", "currency", "usd", "rate", "rate_month"))
EARLIEST, YEAR = date(1990, 1, 1), timedelta(days=366)


@dataclass(frozen=True)
class Held:
    """An engagement and its companies, locked by somebody who may change it."""

    engagement: Engagement
    partners: dict[int, Partner]


def hold(*, engagement_id: int, company_ids: Iterable[int | None] = (), by: User, on: date) -> Held:
    """Lock the lead's company and those named, then the engagement. Raises Forbidden."""
    rows = Partner.objects.filter(engagement=engagement_id)
    wanted = {pk for pk in company_ids if pk}
    companies = rows.values_list("company_id", "lead")
    writing.locked_companies([pk for pk, lead in companies if lead or pk in wanted], fresh=False)
    engagement = writing.locked(engagement_id)
    engagement_policies.may_change(access(by, on=on), engagement, writing.office_ids(engagement)).require()
    # Read only now: what each has pledged may have changed while we waited.
    return Held(engagement, {row.company_id: row for row in rows.select_related("company")})


def hold_row(
    *, contribution_id: int, by: User, on: date, company_ids: Iterable[int | None] = ()
) -> tuple[Held, Contribution]:
    """As `hold`, and the contribution. Raises Forbidden, or Conflict `clash` where its company changed meanwhile."""
    found = Contribution.objects.select_related("partner").get(pk=contribution_id)
    payer = found.partner.company_id if found.partner else None
    held = hold(engagement_id=found.engagement_id, company_ids=[payer, *company_ids], by=by, on=on)
    row = (
        Contribution.objects.select_for_update(of=("self",), no_key=True)
        .select_related("partner__company")
        .get(pk=contribution_id)
    )
    if row.partner_id != found.partner_id:
        raise Conflict(_("Somebody changed the same records at this moment. Nothing was saved. Try again."), "clash")
    return held, row


def payer_of(*, held: Held, data: ContributionData) -> Partner | None:
    """The company that pays; the lead, where none is named. None where a donor or we ourselves pay."""
    if data.payer != Payer.COMPANY:
        return None
    lead = next((row for row in held.partners.values() if row.lead), None)
    found = held.partners.get(data.company_id) if data.company_id else lead
    if found is None:
        text = _("Choose one of the companies of this engagement.")
        raise ValidationError({"company": ValidationError(text, code="does_not_exist")})
    return found


def fill(*, row: Contribution, data: ContributionData, on: date, was: ContributionData | None = None) -> None:
    """Put the data into the row; the money anew only where amount, currency or day are others than they were.

    Raises ValidationError by field.
    """
    for name in COLUMNS:
        value = getattr(data, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if row.payer != Payer.DONOR:
        row.donor = ""
    problems: dict[str, Any] = {}
    if not EARLIEST <= data.pledged_on <= on + YEAR:
        problems["pledged_on"] = ValidationError(_("Check the year."), code="out_of_range")
    if data.amount < 0:
        problems["pledged"] = ValidationError(_("An amount is not negative."), code="negative")
    elif not problems and _priced(data) != (_priced(was) if was else None):
        problems |= _set_money(row, data)
    try:
        row.clean_fields(exclude={"engagement", "partner", "version", "pledged_usd"})
    except ValidationError as error:
        problems |= {name: errors for name, errors in error.error_dict.items() if name not in problems}
    if problems:
        raise ValidationError(problems)


def _priced(data: ContributionData) -> tuple[Any, ...]:
    return data.amount, data.currency.strip().upper(), data.pledged_on


def _set_money(row: Contribution, data: ContributionData) -> dict[str, Any]:
    try:
        money = convert(data.amount, data.currency, on=data.pledged_on, field="pledged")
    except ValidationError as error:
        return dict(error.error_dict)
    for name, value in money.columns("pledged").items():
        setattr(row, name, value)
    return {}


def write_instalment(
    *, contribution: Contribution, data: InstalmentData, on: date, row: Instalment | None = None
) -> tuple[Instalment, bool]:
    """Add or change an instalment of a locked contribution, at the rate of the month in which it came.

    The rate stays where amount and day do. Raises ValidationError by field. Answers whether anything changed.
    """
    row = row or Instalment(contribution=contribution)
    check_instalment(data, on=on)
    new: dict[str, Any] = {name: getattr(data, name) for name in ("due_on", "due_amount", "received_on")}
    new["note"] = data.note.strip()
    if (row.received_on, row.received_amount) != (data.received_on, data.received_amount):
        new |= _came(contribution, data).columns("received")
    changed = [name for name, value in new.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, new[name])
    row.clean_fields(exclude={"contribution", "version", "received_usd"})
    if row.pk and changed:
        row.save_changes(*changed)
    elif not row.pk:
        row.save(force_insert=True)
    return row, bool(changed)


def _came(contribution: Contribution, data: InstalmentData) -> Money:
    """What was received, at the rate of that month; what was not has no rate yet."""
    if data.received_on is None:
        return Money(Decimal(0), USD, Decimal(0))
    return convert(data.received_amount, contribution.pledged_currency, on=data.received_on, field="received")


def check_instalment(data: InstalmentData, *, on: date) -> None:
    """Raises ValidationError by field."""
    problems = {}
    if not data.due_on and not data.received_on and not data.received_amount:
        text = _("Say when it is due, or when it was received.")
        problems["due_on"] = ValidationError(text, code="required")
    if data.due_amount < 0:
        problems["due_amount"] = ValidationError(_("An amount is not negative."), code="negative")
    if data.received_amount < 0:
        problems["received"] = ValidationError(_("An amount is not negative."), code="negative")
    if data.received_amount > 0 and not data.received_on:
        problems["received_on"] = ValidationError(_("Say on which day it was received."), code="required")
    if data.received_on and not data.received_amount:
        problems["received"] = ValidationError(_("Say how much was received."), code="required")
    if data.received_on and data.received_on > on:
        text = _("This day is still to come. Enter it when it was received.")
        problems["received_on"] = ValidationError(text, code="in_the_future")
    for name in ("due_on", "received_on"):
        day = getattr(data, name)
        if day and not EARLIEST <= day < date(2100, 1, 1):
            problems.setdefault(name, ValidationError(_("Check the year."), code="out_of_range"))
    if problems:
        raise ValidationError(problems)


def received(row: Contribution) -> bool:
    return row.instalments.filter(received_amount__gt=0).exists()


def as_data(row: Contribution) -> ContributionData:
    """The contribution as somebody would state it, to change some of it."""
    columns: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    company_id = row.partner.company_id if row.partner else None
    return ContributionData(row.pledged_amount, row.pledged_currency, company_id=company_id, **columns)


def told(row: Contribution) -> dict[str, Any]:
    """For the trail, as a person would say it."""
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "company": row.partner.company_id if row.partner else None,
        "pledged": f"{row.pledged_currency} {row.pledged_amount:.2f}",
        "usd": f"{row.pledged_usd:.2f}",
        "pledged_on": row.pledged_on.isoformat(),
    }


def told_of_part(row: Instalment) -> dict[str, Any]:
    return {
        "due_on": row.due_on and row.due_on.isoformat(),
        "due": f"{row.due_amount:.2f}",
        "received_on": row.received_on and row.received_on.isoformat(),
        "received": f"{row.received_currency} {row.received_amount:.2f}" if row.received_on else None,
        "usd": f"{row.received_usd:.2f}",
        "note": row.note,
    }
