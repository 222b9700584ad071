"""A file of rates: months and figures as people write them, previewed and taken back like every import."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from crm.accounts.models import User
from crm.imports.enums import Outcome
from crm.imports.registries import (
    Applied,
    Decide,
    FileRow,
    ImportField,
    ImportKind,
    Planned,
    Planner,
    Problem,
    UndoEntry,
    words,
)
from crm.imports.services.refusing import refusals
from crm.imports.wording import Said

from . import currencies, policies, reading
from .models import ExchangeRate
from .services import rates

SUBJECT = "rates.exchangerate"
# A rate that moves by more than this from one month to the next is mostly a slip of the pen.
JUMP = Decimal("1.5")
Key = tuple[str, date]

FIELDS = (
    ImportField(
        "currency",
        gettext_lazy("Currency"),
        words("currency, code, currency code, iso, devise, monnaie, code devise, moneda, divisa, código"),
        required=True,
        parse=reading.currency,
        choices=currencies.choices,
        constant=True,
    ),
    ImportField(
        "month",
        gettext_lazy("Month"),
        words("month, date, effective date, valid from, period, mois, période, mes, fecha, periodo"),
        required=True,
        parse=reading.month,
    ),
    ImportField(
        "units_per_usd",
        gettext_lazy("Units for one USD"),
        words(
            "units per usd, units per us dollar, rate, exchange rate, rate per usd, un rate, operational rate, "
            "taux, taux de change, unités par usd, tasa, tipo de cambio, unidades por usd"
        ),
        required=True,
        parse=reading.units,
    ),
    ImportField("source", gettext_lazy("Source"), words("source, fuente, origin, origine, origen"), constant=True),
)


@dataclass
class Work:
    currency: str
    month: date
    units_per_usd: Decimal
    source: str

    @property
    def key(self) -> Key:
        return self.currency, self.month


class RatePlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on = by, on
        # What stands there for a month: the row's id (None while it is only planned), its rate and source.
        self._held: dict[Key, tuple[int | None, Decimal, str]] = {}

    def load(self, rows: list[FileRow]) -> None:
        held = ExchangeRate.objects.filter(currency__in={row.values.get("currency") for row in rows})
        for pk, currency, month, units, source in held.values_list(
            "pk", "currency", "month", "units_per_usd", "source"
        ):
            self._held.setdefault((currency, month), (pk, units, source))

    def plan(self, row: FileRow, decide: Decide) -> Planned:
        said = row.values
        work = Work(said["currency"], said["month"], said["units_per_usd"], said.get("source", "")[:200])
        label = f"{work.currency} {work.month:%Y-%m}"
        if work.currency == "USD":
            return Planned(Outcome.SKIP, label, row.problems)
        if refused := self._refused(work):
            return Planned(Outcome.PROBLEM, label, [*row.problems, *refused], payload=work)
        problems = [*row.problems, *self._jump(work)]
        if work.key not in self._held:
            return Planned(Outcome.CREATE, label, problems, payload=work)
        pk, units, source = self._held[work.key]
        same = units == work.units_per_usd and work.source in ("", source)
        if not same:
            problems.append(_replaces(units))
        return Planned(Outcome.SAME if same else Outcome.UPDATE, label, problems, pk, payload=work)

    def _refused(self, work: Work) -> list[Problem]:
        """What the service will refuse, told before the run."""
        try:
            rates.check(
                ExchangeRate(
                    currency=work.currency, month=work.month, units_per_usd=work.units_per_usd, source=work.source
                )
            )
        except ValidationError as error:
            return refusals(error)
        return []

    def _jump(self, work: Work) -> Iterable[Problem]:
        """A remark where the rate is far from the month before: it goes in all the same."""
        before = self._held.get((work.currency, _month_before(work.month)))
        if before and not 1 / JUMP < work.units_per_usd / before[1] < JUMP:
            detail = gettext_noop("Far from the month before, which had %(units)s. Check the figure.")
            yield Problem("units_per_usd", "jump", Said(detail, {"units": f"{before[1].normalize():f}"}))

    def apply(self, planned: Planned) -> Applied:
        work: Work = planned.payload
        known = self._held.get(work.key)
        source = work.source or (known[2] if known else "")
        rate = rates.set_rate(
            by=self.by, currency=work.currency, month=work.month, units_per_usd=work.units_per_usd, source=source
        )
        before = {"units_per_usd": str(known[1]), "source": known[2]} if known else {}
        return Applied(SUBJECT, rate.pk, rate.version, before)

    def remember(self, planned: Planned, applied: Applied | None) -> None:
        work: Work = planned.payload
        if isinstance(work, Work):
            pk = applied.subject_id if applied else planned.subject_id
            self._held[work.key] = (pk, work.units_per_usd, work.source)


def _month_before(month: date) -> date:
    return date(month.year - 1, 12, 1) if month.month == 1 else month.replace(month=month.month - 1)


def _replaces(units: Decimal) -> Problem:
    detail = gettext_noop("Takes the place of %(units)s. Amounts that were converted keep the rate that they have.")
    return Problem("units_per_usd", "replaces", Said(detail, {"units": f"{units.normalize():f}"}))


def undo(entry: UndoEntry, by: User) -> str:
    rate = ExchangeRate.objects.get(pk=entry.subject_id)
    if rate.version != entry.version:
        return _("Somebody changed it since.")
    if entry.created:
        rates.take_back_rate(by=by, rate_id=rate.pk)
        return ""
    was = entry.befores[0]
    changes = {"units_per_usd": Decimal(was["units_per_usd"]), "source": was["source"]}
    rates.correct_rate(by=by, rate_id=rate.pk, changes=changes)
    return ""


RATES = ImportKind(
    key="rates",
    label=gettext_lazy("Exchange rates"),
    fields=FIELDS,
    planner=RatePlanner,
    undo=undo,
    may_import=policies.may_set_rates,
    hints=reading.hints,
    icon="coins",
    help=gettext_lazy("The monthly operational rates: currency, month, units for one US dollar, source."),
    subject_path=lambda _pk: reverse("rates:list"),
)
