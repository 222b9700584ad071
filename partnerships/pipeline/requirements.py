"""What a stage needs: the one list that the page shows, the API answers, and a move is held against.

Pure: facts come in. What is `needed` stops the move; the rest is what whoever goes on would wish to have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.core import locale

from ..engagements.policies import uncleared
from ..enums import PIPELINE, Stage


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """A company of the partnership, and how it is cleared for what is planned.

    `cleared`: a clearance in force covers purpose and amount. `under_way`: a screening for it was asked for.
    `unmet`: conditions before signature that are open, in words.
    """

    company_id: int
    name: str
    amount_usd: Decimal
    cleared: bool
    under_way: bool = False
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    companies: Sequence[CompanyFacts]
    signed_on: date | None
    on: date
    has_agreement: bool = False
    described: bool = False
    modality: str = ""
    has_point_person: bool = False
    # Deal-breakers that are open, in words.
    deal_breakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """Something that is missing, as a sentence that says what to do; `company_id` is whom it is about."""

    code: str
    sentence: Any
    needed: bool = False
    company_id: int | None = field(default=None)


def missing(facts: Facts, stage: str) -> list[Requirement]:
    """What is missing for a stage, with all that the stages before it would have asked for (domain.md section 4)."""
    if stage == Stage.ACTIVE:
        return [*_gate(facts), *_wished(facts, Stage.NEGOTIATING)]
    return list(_wished(facts, stage)) if stage in PIPELINE else []


def _gate(facts: Facts) -> Iterator[Requirement]:
    if not facts.companies:
        yield Requirement("no_company", _("Name the company."), needed=True)
    for company in facts.companies:
        if not company.cleared:
            yield Requirement("no_clearance", _uncleared(company), needed=True, company_id=company.company_id)
        for text in company.unmet:
            sentence = format_lazy(
                _("{company}: the condition “{text}” is to be met before signature."), company=company.name, text=text
            )
            yield Requirement("condition_unmet", sentence, needed=True, company_id=company.company_id)
    if facts.signed_on is None:
        yield Requirement("no_agreement", _("Enter the day on which the agreement was signed."), needed=True)
    elif facts.signed_on > facts.on:
        yield Requirement(
            "no_agreement", _("The agreement is to be signed on a day that is still to come."), needed=True
        )


def _uncleared(company: CompanyFacts) -> Any:
    if not company.under_way:
        return uncleared(company.name, company.amount_usd)
    if not company.amount_usd:
        text = _("{company} is being screened; it becomes active once a clearance is in force.")
        return format_lazy(text, company=company.name)
    text = _("{company} is being screened; it becomes active once a clearance up to {amount} is in force.")
    return format_lazy(text, company=company.name, amount=locale.money(company.amount_usd, "USD", locale.current()))


def _wished(facts: Facts, stage: str) -> Iterator[Requirement]:
    reached = PIPELINE.index(Stage(stage))
    if reached >= PIPELINE.index(Stage.APPROACHED) and not facts.has_point_person:
        yield Requirement("no_point_person", _("Name a point person on our side."))
    if reached >= PIPELINE.index(Stage.CO_CREATING) and not facts.described:
        yield Requirement("no_description", _("Describe in a few sentences what is planned."))
    if reached >= PIPELINE.index(Stage.DUE_DILIGENCE) and not facts.modality:
        yield Requirement("no_modality", _("Say whether they support, give, or share value."))
    if reached >= PIPELINE.index(Stage.NEGOTIATING):
        for company in facts.companies:
            if not company.cleared and not company.under_way:
                text = format_lazy(_("Ask for a screening of {company}."), company=company.name)
                yield Requirement("no_screening", text, company_id=company.company_id)
        for words in facts.deal_breakers:
            text = format_lazy(_("Resolve the deal-breaker first: “{text}”."), text=words)
            yield Requirement("deal_breaker_open", text)
        if not facts.has_agreement:
            yield Requirement("no_draft", _("Enter the kind of agreement that is negotiated."))
