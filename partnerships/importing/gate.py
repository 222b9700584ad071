"""The gate at the door of imports: a row that says "active" meets the same list as a move (domain.md section 4)."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.imports.registries import Decide, Option, Problem
from crm.imports.wording import Said, Value, readings
from crm.rates.money import Money

from ..enums import PIPELINE, Stage
from ..pipeline.requirements import CompanyFacts, Facts, missing
from ..pipeline.selectors import Prospects
from .drafts import Draft
from .words import word

# What begins has to pass it, also where it has ended since.
BEGUN = (Stage.ACTIVE, Stage.COMPLETED, Stage.TERMINATED)
# Where a row is entered that may not begin.
BEFORE = PIPELINE[-1]
ENTER_BEFORE = "before"


def problems(
    draft: Draft, prospects: Prospects, *, given: Money | None, decide: Decide, on: date
) -> tuple[str, list[Problem]]:
    """The stage at which the row goes in, and the remark or the question about it.

    With what it lacks it stays out; or it is entered at the stage before, if whoever imports it says so.
    """
    if draft.stage not in BEGUN:
        return draft.stage, []
    facts = _facts(draft, prospects, given, on)
    lacking = [each for each in missing(facts, Stage.ACTIVE) if each.needed]
    if not lacking:
        return draft.stage, []
    needed = Value("needed_for_active", _stored(facts))
    label = Said(_("Enter it as “%(stage)s” until then"), {"stage": word(Stage, BEFORE)})
    options = (Option(ENTER_BEFORE, label),)
    question = Problem("stage", lacking[0].code, needed, draft.label, options, blocking=True)
    if decide(question) != ENTER_BEFORE:
        return draft.stage, [question]
    told = Said(
        _("Entered as “%(before)s” instead of “%(stage)s”."),
        {"before": word(Stage, BEFORE), "stage": word(Stage, draft.stage)},
    )
    return BEFORE, [Problem("stage", "held_back", [told, needed], draft.label)]


def _facts(draft: Draft, prospects: Prospects, given: Money | None, on: date) -> Facts:
    prospects.load(draft.company_ids())
    amounts = {draft.giver.pk: given.usd} if given and draft.giver else {}
    companies = [
        prospects.facts(company_id=each.pk, name=each.legal_name, amount_usd=amounts.get(each.pk, Decimal(0)))
        for each in draft.companies
        if each.pk
    ]
    return Facts(companies=companies, signed_on=draft.values.get("signed_on"), on=on)


def _stored(facts: Facts) -> dict[str, Any]:
    companies = [{**asdict(each), "amount_usd": str(each.amount_usd)} for each in facts.companies]
    signed_on = facts.signed_on.isoformat() if facts.signed_on else None
    return {"companies": companies, "signed_on": signed_on, "on": facts.on.isoformat()}


def _worded(told: dict[str, Any]) -> str:
    """All that is needed, in the reader's language, by the list that a move is held against."""
    companies = [
        CompanyFacts(**{**each, "amount_usd": Decimal(each["amount_usd"]), "unmet": tuple(each["unmet"])})
        for each in told["companies"]
    ]
    signed_on = date.fromisoformat(told["signed_on"]) if told["signed_on"] else None
    facts = Facts(companies=companies, signed_on=signed_on, on=date.fromisoformat(told["on"]))
    return " ".join(str(each.sentence) for each in missing(facts, Stage.ACTIVE) if each.needed)


readings.add("needed_for_active", _worded)
