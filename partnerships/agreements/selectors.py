"""Clauses and how long they took, how the companies are cleared at a renewal, what is to be renewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from crm.accounts.access import access
from duediligence.enums import ClearanceState, Purpose
from duediligence.models import Clearance

from ..engagements.rights import decides_for
from ..enums import ClauseState, ClauseSubject, RenewalMode, Stage
from ..models import Agreement, AgreementTemplate, Clause, Engagement, Partner

# So long before its end a renewal waits for a decision.
AHEAD = timedelta(days=90)
SHOWN = 50

_MEDIANS = """
    SELECT subject, percentile_cont(0.5) WITHIN GROUP (ORDER BY settled_on - raised_on), count(*)
    FROM partnerships_clause WHERE state <> 'open' GROUP BY subject
"""


@dataclass(frozen=True, slots=True)
class Cleared:
    """How a company of the partnership is cleared at the time of a renewal."""

    company: str
    state: str
    valid_until: date | None
    stands: bool


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause with the days that it has been, or was, negotiated, and the median of its subject everywhere."""

    clause: Clause
    days: int
    median: float | None

    @property
    def is_open(self) -> bool:
        return self.clause.state == ClauseState.OPEN


def clause_lines(agreement: Agreement, *, on: date) -> list[ClauseLine]:
    """Open ones first; two queries, or one where there is no clause."""
    rows = list(agreement.clauses.order_by(F("settled_on").asc(nulls_first=True), "raised_on", "pk"))
    medians = {subject: days for subject, days, _n in clause_medians()} if rows else {}
    return [ClauseLine(row, ((row.settled_on or on) - row.raised_on).days, medians.get(row.subject)) for row in rows]


def clause_medians() -> list[tuple[str, float, int]]:
    """(subject, median days from raised to settled, how many) over all agreements."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS)
        return [(subject, round(float(days), 1), n) for subject, days, n in cursor.fetchall()]


def medians_in_words() -> list[tuple[Any, float, int]]:
    found = {subject: (days, n) for subject, days, n in clause_medians()}
    return [(subject.label, *found[subject.value]) for subject in ClauseSubject if subject.value in found]


def cleared(partners: Iterable[Partner], *, on: date) -> list[Cleared]:
    """How each company stands today: by the clearance that covers it, else by the one it relied on; two queries."""
    rows = list(partners)
    own = Clearance.objects.filter(company__in=[row.company_id for row in rows]).with_state(on=on)
    covering: dict[int, list[Any]] = {}
    by_pk: dict[int, Any] = {}
    for clearance in own.order_by("-valid_until", "-pk"):
        covering.setdefault(clearance.company_id, []).append(clearance)
        by_pk[clearance.pk] = clearance
    return [_cleared(row, covering.get(row.company_id, []), by_pk.get(row.clearance_id or 0)) for row in rows]


def _cleared(partner: Partner, clearances: list[Any], relied_on: Any) -> Cleared:
    good = next((each for each in clearances if _covers(each, partner)), None)
    shown = good or relied_on or (clearances[0] if clearances else None)
    name = partner.company.legal_name
    if shown is None:
        return Cleared(name, "", None, stands=False)
    return Cleared(name, shown.state, shown.valid_until, stands=good is not None)


def _covers(clearance: Any, partner: Partner) -> bool:
    return (
        clearance.state == ClearanceState.IN_FORCE
        and Purpose.PARTNERSHIP in clearance.purposes
        and clearance.amount_ceiling >= partner.covered_usd
    )


def to_decide(*, on: date) -> QuerySet[Agreement]:
    """Signed agreements of partnerships that run, which end soon or have ended, and on whose end nobody decided."""
    rows = Agreement.objects.filter(
        signed_on__isnull=False,
        ends_on__lte=on + AHEAD,
        engagement__stage=Stage.ACTIVE,
        engagement__binned_at=None,
    )
    # By decision from three months before; what goes on by itself only where it did not.
    due = Q(renewal=RenewalMode.DECISION) | Q(renewal=RenewalMode.AUTOMATIC, ends_on__lt=on)
    return rows.filter(due).exclude(renewals__until=None, renewals__was_until=F("ends_on"), renewals__isnull=False)


def to_decide_by(user: Any, *, on: date) -> list[Agreement]:
    """What waits for this person: they, or whom they deputise for, decide for its office."""
    held = access(user, on=on)
    if not held.held and not held.deputised:
        return []
    rows = to_decide(on=on).select_related("engagement__lead_office__parent").order_by("ends_on", "pk")
    return [row for row in rows if decides_for(held, row.engagement)]


def templates(*, kind: str = "", language: str = "") -> QuerySet[AgreementTemplate]:
    rows = AgreementTemplate.objects.filter(binned_at=None).select_related("uploaded_by")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(language=language) if language else rows


def renewals_of(agreement: Agreement) -> list[Any]:
    rows = list(agreement.renewals.select_related("by", "on_behalf_of"))
    for row in rows:
        row.told = [  # type: ignore[attr-defined]
            {**each, "state": ClearanceState(each["state"]).label if each["state"] else ""} for each in row.clearances
        ]
    return rows


def agreement_of(engagement: Engagement) -> Agreement | None:
    return Agreement.objects.filter(engagement=engagement).first()
