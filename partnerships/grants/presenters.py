"""How calls and proposals are drawn: plain values for tables and templates."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.accounts.selectors import Access
from crm.core import locale

from ..enums import CallState, ProposalState
from ..models import GrantCall, Proposal
from . import policies
from .selectors import ScoreSheet


def state_of_call(call: GrantCall, *, on: date) -> tuple[str, str]:
    """Its badge: an open call whose deadline is past takes no proposals any more, and waits to be closed."""
    if call.state == CallState.OPEN and call.deadline < on:
        return pgettext("call", "Deadline past"), "warn"
    return call.get_state_display(), CallState(call.state).tone


def state_of_proposal(proposal: Proposal) -> tuple[str, str]:
    if proposal.reported_on:
        return pgettext("proposal", "Reported"), "ok"
    return proposal.get_state_display(), ProposalState(proposal.state).tone


def score(value: Decimal | None) -> str:
    """With two decimals, so that two places next to each other can be told apart: 4.25."""
    return "" if value is None else format_decimal(value, "0.00", locale=locale.current())


def who(proposal: Proposal) -> str:
    """The office, with its department where one proposes."""
    return f"{proposal.office.name} · {proposal.department}" if proposal.department else proposal.office.name


def line_of(ranked: Any) -> dict[str, Any]:
    """A proposal as a row of its call."""
    label, tone = state_of_proposal(ranked.proposal)
    row = ranked.proposal
    return {
        "row": row,
        "place": ranked.place,
        "own": ranked.own,
        "label": label,
        "tone": tone,
        "score": score(row.score),
    }


def meter(call: Any) -> dict[str, Any]:
    """How much of the amount is awarded, for the bar on the call's page."""
    share = call.awarded * 100 / call.amount_usd
    return {"value": round(share), "note": f"{locale.number(round(share), locale.current())} %"}


def sheet(told: ScoreSheet) -> list[dict[str, Any]]:
    """The scores by criterion: the mean, and who gave what; empty where nobody scored."""
    if not told.reviewers:
        return []
    return [
        {"criterion": each.criterion, "scores": [given for given in each.scores if given], "mean": score(each.mean)}
        for each in told.rows
    ]


def deeds_of(call: GrantCall, held: Access, *, criteria: int, undecided: int, on: date) -> list[dict[str, Any]]:
    """The one step that comes next for the call, as a button that asks once more; none when it is finished."""
    steps = {
        CallState.DRAFT: (
            "grant_call_open",
            "megaphone",
            _("Open the call"),
            _("The offices that may propose are told at once."),
            policies.may_open(held, call, criteria=criteria, on=on),
        ),
        CallState.OPEN: (
            "grant_call_close",
            "lock",
            _("Close the call"),
            _("No proposal is taken any more; the review begins."),
            policies.may_close(held, call, on=on),
        ),
        CallState.REVIEW: (
            "grant_call_finish",
            "check-check",
            _("Finish the call"),
            _("All decisions stay as they are, and everybody sees the scores."),
            policies.may_finish(held, call, undecided=undecided),
        ),
    }
    if call.state not in steps:
        return []
    name, icon, label, ask, verdict = steps[CallState(call.state)]
    url = reverse(f"partnerships:{name}", args=[call.pk])
    return [{"url": url, "icon": icon, "label": label, "ask": ask, "verdict": verdict}]
