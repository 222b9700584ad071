"""Whether something has to be screened at all, and on which track. Pure (domain.md sections 4 to 6, P4 and P6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.companies.enums import CompanyKind, Size
from crm.companies.models import Company
from crm.core import locale

from ..enums import Engagement, Purpose, Track

YOUNG_YEARS = 5
_SMALL = (Size.MICRO, Size.SMALL)


@dataclass(frozen=True, slots=True)
class Need:
    needed: bool
    reason: Any


@dataclass(frozen=True, slots=True)
class TrackProposal:
    track: Track
    reason: Any


def need(engagement: str, *, individual: bool, amount: Decimal | None, threshold: Decimal) -> Need:
    """`individual`: the other side is a person; `threshold`: from where on a person's donations are screened."""
    if engagement == Engagement.ONE_OFF:
        return Need(False, _("One-off engagements are not screened. Log what you do, so that other offices see it."))
    if engagement == Engagement.DONATION and individual:
        return _of_a_person(amount, threshold)
    if engagement == Engagement.DONATION:
        return Need(True, _("Every donation of a company is screened before it is accepted, whatever its amount."))
    if engagement == Engagement.AMBASSADOR:
        return Need(True, _("Whoever lends us their name is screened before it is announced."))
    return Need(True, _("Every partnership is screened before it becomes active."))


def _of_a_person(amount: Decimal | None, threshold: Decimal) -> Need:
    limit = locale.money(threshold, "USD", locale.current())
    if amount is not None and amount < threshold:
        text = _("Donations of a person are screened from {limit} on. This one stays below: accept it as it is.")
        return Need(False, format_lazy(text, limit=limit))
    return Need(True, format_lazy(_("Donations of a person are screened from {limit} on."), limit=limit))


def propose_track(company: Company, purpose: str, *, on: date) -> TrackProposal:
    """From what the register knows; whether a firm is a family's it does not know, so that a person changes it."""
    if company.kind == CompanyKind.INDIVIDUAL or purpose == Purpose.AMBASSADOR:
        return TrackProposal(Track.INDIVIDUAL, _("It is about a person."))
    if company.size in _SMALL:
        return TrackProposal(Track.SIMPLIFIED, _("It has fewer than 50 employees."))
    if company.founded and on.year - company.founded <= YOUNG_YEARS:
        text = _("It was founded in {year}, five years ago or later.")
        return TrackProposal(Track.SIMPLIFIED, format_lazy(text, year=company.founded))
    return TrackProposal(
        Track.STANDARD, _("Neither its size nor its age speaks for the simplified one. Change it for a family firm.")
    )
