"""What companies, donors and we ourselves bring in, in many currencies, and what has come of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from dateutil.relativedelta import relativedelta

from crm.rates.selectors import convert, rate_on
from crm.workspace.demo.moments import moment, workday

from ..enums import PIPELINE, ContributionKind, Payer, Stage
from ..models import Contribution, Instalment, StaffTime
from . import crest
from .plans import Entered
from .trail import tell
from .words import FOR_WHAT
from .writing import stamped

# The currency in which a country's companies count, where the demo has rates of it.
LOCAL = {"KE": "KES", "SN": "XOF", "CI": "XOF", "ML": "XOF", "NE": "XOF", "GB": "GBP", "JP": "JPY"}
LOCAL |= dict.fromkeys(("BE", "DE", "FI", "FR", "IT", "NL"), "EUR")
VALUED = "At the price for wholesale buyers, checked against two offers."


@dataclass(frozen=True)
class Line:
    """A contribution before it is written; `parts` instalments, from the day of the pledge on, every so many months."""

    entered: Entered
    amount: Decimal
    currency: str
    on: date
    payer: str = Payer.COMPANY
    donor: str = ""
    kind: str = ContributionKind.CASH
    text: str = ""
    direct: bool = False
    parts: int = 1
    months: int = 6


def build(entered: Sequence[Entered], programme: Sequence[Entered], *, rng: Random, today: date) -> None:
    lines = [*_of_crest(programme), *_of_others(entered, rng)]
    rows = [_row(line) for line in lines]
    Contribution.objects.bulk_create(rows)
    Instalment.objects.bulk_create(
        part for line, row in zip(lines, rows, strict=True) for part in _instalments(line, row, rng, today)
    )
    for row in rows:
        told = {"payer": row.payer, "pledged": f"{row.pledged_currency} {row.pledged_amount:.2f}"}
        tell(
            moment(row.pledged_on, 16),
            verb="contribution.added",
            subject=row.engagement,
            by=row.engagement.created_by,
            after=told,
        )
    StaffTime.objects.bulk_create(each for one in (*programme, *entered) for each in _staff_time(one, rng, today))


def in_currency(usd: Decimal, currency: str, *, on: date) -> Decimal:
    """About so much, in thousands."""
    units = Decimal(1) if currency == "USD" else _units(currency, on.replace(day=1))
    return max(Decimal(1000), round(usd * units / 1000) * Decimal(1000))


@cache
def _units(currency: str, month: date) -> Decimal:
    found = rate_on(currency, on=month)
    if found is None:
        raise LookupError(f"The demo has no rate of {currency}.")
    return found.units_per_usd


def _of_crest(programme: Sequence[Entered]) -> Iterator[Line]:
    """All together exactly what its evaluation says: pledges of the companies, and the donor's money beside them."""
    lines = []
    for place, each in enumerate(programme[1:], start=1):
        usd, on = each.plan.expected or Decimal(0), each.plan.moved
        currency = crest.CURRENCIES[place % len(crest.CURRENCIES)]
        amount = in_currency(usd, currency, on=on)
        kind = ContributionKind.IN_KIND if place % 5 == 4 else ContributionKind.CASH
        lines.append(Line(each, amount, currency, on, kind=kind, text=FOR_WHAT[place % 2], parts=4))
    whole = sum((each.plan.expected or Decimal(0)) for each in programme)
    rest = whole - sum(convert(line.amount, line.currency, on=line.on).usd for line in lines)
    yield Line(programme[0], rest, "USD", programme[0].plan.moved, text=FOR_WHAT[0], parts=4)
    yield from lines
    left = crest.TARGET
    for place, each in enumerate(programme):
        last = place == len(programme) - 1
        amount = left if last else round(crest.TARGET * crest.SHARES[place] / 1000, 0)
        left -= amount
        told = {"payer": Payer.DONOR, "donor": crest.DONOR, "parts": 3}
        if last:
            text, direct = crest.NOT_FOR_DONORS
            amount -= direct
            yield Line(each, direct, crest.CURRENCY, each.plan.moved, text=text, direct=True, **told)
        yield Line(each, amount, crest.CURRENCY, each.plan.moved, text="Staff, travel, training", **told)


def _of_others(entered: Sequence[Entered], rng: Random) -> Iterator[Line]:
    for place, each in enumerate(entered):
        plan, agreed = each.plan, each.plan.parts[0].agreed
        if not agreed:
            continue
        if plan.stage in PIPELINE and place % 3:
            continue
        on, currency = plan.paper.signed_on if plan.paper and plan.paper.signed_on else plan.moved, _currency(each)
        share = Decimal(rng.randint(60, 95)) / 100
        if agreed * share < 4000:
            currency = "USD"
        amount = in_currency(agreed * share, currency, on=on) if agreed * share >= 2000 else round(agreed * share, 0)
        kind = ContributionKind.IN_KIND if place % 4 == 3 else ContributionKind.CASH
        parts = 1 if amount < 20_000 or kind == ContributionKind.IN_KIND else 2 + place % 3
        yield Line(each, amount, currency, on, kind=kind, text=FOR_WHAT[place % len(FOR_WHAT)], parts=parts)
        if place % 2:
            own = round(agreed * Decimal("0.2"), -2) + 500
            yield Line(each, own, "USD", on, payer=Payer.ORGANISATION, text="Time of our staff, rooms")
        if place % 5 == 0:
            told = {"payer": Payer.DONOR, "donor": "Government of Norway"}
            amount = in_currency(agreed * Decimal("0.4") + 2000, "NOK", on=on)
            yield Line(each, amount, "NOK", on, text="Running costs of the second year", parts=2, **told)


def _currency(each: Entered) -> str:
    return LOCAL.get(each.plan.office.country.code, "USD")


def _row(line: Line) -> Contribution:
    in_kind = line.kind == ContributionKind.IN_KIND
    return stamped(
        Contribution,
        moment(line.on, 16),
        engagement=line.entered.row,
        payer=line.payer,
        partner=line.entered.lead_partner if line.payer == Payer.COMPANY else None,
        donor=line.donor,
        kind=line.kind,
        description=line.text,
        pledged_on=line.on,
        valuation=VALUED if in_kind else "",
        direct_support=line.direct,
        **convert(line.amount, line.currency, on=line.on).columns("pledged"),
    )


def _instalments(line: Line, row: Contribution, rng: Random, today: date) -> Iterator[Instalment]:
    """What was due long ago came in; of the latest some are late. Before a signature nothing is due."""
    if line.entered.plan.stage in PIPELINE:
        return
    each, left = (line.amount / line.parts).quantize(Decimal(1)), line.amount
    ended = line.entered.plan.stage in (Stage.TERMINATED,)
    for place in range(line.parts):
        amount = left if place == line.parts - 1 else each
        left -= amount
        due = workday(line.on + timedelta(days=20) + relativedelta(months=line.months * place))
        late = due >= today - timedelta(days=75) and rng.random() < 0.5
        came = min(workday(due + timedelta(days=rng.randint(-6, 12))), today)
        if due >= today or late or (ended and place):
            yield stamped(Instalment, moment(line.on, 16), contribution=row, due_on=due, due_amount=amount)
            continue
        money = convert(amount, line.currency, on=came).columns("received")
        yield stamped(
            Instalment, moment(came, 11), contribution=row, due_on=due, due_amount=amount, received_on=came, **money
        )


def _staff_time(each: Entered, rng: Random, today: date) -> Iterator[StaffTime]:
    """Some days in each of the last months in which it was worked on."""
    plan = each.plan
    end = plan.moved if plan.stage not in PIPELINE and plan.stage != Stage.ACTIVE else today
    for back in range(0, min(8, max(1, (end - plan.began).days // 30)), 2):
        month = (end - relativedelta(months=back)).replace(day=1)
        days = Decimal(rng.randint(1, 16)) / 2
        yield stamped(
            StaffTime,
            moment(min(month + timedelta(days=27), today), 17),
            engagement=each.row,
            office=plan.office,
            person=plan.lead,
            month=month,
            days=days,
            note="Meetings and drafts" if back else "Visits and reports",
            entered_by=plan.lead,
        )
