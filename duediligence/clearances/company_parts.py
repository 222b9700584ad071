"""What clearances add to the page and the list of companies: badge, panel, column, filter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from crm.companies.models import Company
from crm.companies.registries import (
    Activity,
    CompanyFacts,
    CompanyFilter,
    Panel,
    company_activity,
    company_columns,
    company_facts,
    company_filters,
    company_panels,
)
from crm.core import clock
from crm.core.selects import Choice
from crm.core.templatetags.concord import badge
from crm.listing.columns import Column

from ..enums import ClearanceState
from ..models import Clearance, ContagionMark
from . import policies, selectors

_NONE = "none"
_LABELS = {state.value: state.label for state in ClearanceState}
_FILTERS = [
    ("", _("Any")),
    (ClearanceState.IN_FORCE.value, _("In force")),
    ("lapsed", _("Expired, suspended or revoked")),
    (_NONE, _("Never screened")),
]


def facts(company_ids: Sequence[int], _user: Any) -> dict[int, dict[str, Any]]:
    """As the REST contract has it."""
    return {
        pk: {
            "state": state,
            "purposes": purposes,
            "amount_ceiling": str(ceiling),
            "valid_until": until.isoformat(),
        }
        for pk, state, purposes, ceiling, until in selectors.states(company_ids, clock.today())
    }


def company_badge(company: Company) -> tuple[Any, str]:
    found = selectors.telling(company.clearance_rows)  # type: ignore[attr-defined]
    if found is None:
        return _("Not cleared"), "neutral"
    state = ClearanceState(found["state"])
    return (_("Cleared") if state == ClearanceState.IN_FORCE else _LABELS[state.value]), state.tone


def lists(_user: Any) -> dict[str, Any]:
    return selectors.company_lists(clock.today())


def panel(company: Company, user: Any) -> dict[str, Any]:
    return {
        "company": company,
        "clearances": selectors.of_company(company),
        "marks": [_mark(row) for row in company.mark_rows],  # type: ignore[attr-defined]
        "may_settle": policies.may_settle_mark(user),
    }


def _mark(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"cause": ContagionMark(cause=row["cause"]).get_cause_display()}


def _states(company_ids: Sequence[int], _user: Any) -> dict[int, str]:
    return {pk: state for pk, state, *_rest in selectors.states(company_ids, clock.today())}


def _cell(state: str | None) -> Any:
    return badge(_LABELS[state], ClearanceState(state).tone) if state else None


def _narrow(companies: QuerySet, wanted: str, _user: Any) -> QuerySet:
    own = Clearance.objects.filter(company=OuterRef("pk"))
    current = Exists(own.in_force(on=clock.today()))
    if wanted == ClearanceState.IN_FORCE:
        return companies.filter(current)
    return companies.filter(~Exists(own)) if wanted == _NONE else companies.filter(Exists(own), ~current)


def _in_words(company_ids: Sequence[int], user: Any) -> dict[int, str]:
    return {pk: str(_LABELS[state]) for pk, state in _states(company_ids, user).items()}


company_facts.add("clearance", CompanyFacts(facts, badge=company_badge))
company_panels.add(
    "clearances", Panel(_("Clearances"), "duediligence/_company_clearances.html", panel, lists=lists), order=30
)
company_columns.add(
    "clearance",
    Column(
        "clearance",
        _("Clearance"),
        _cell,
        "Clearance",
        source="pk",
        export=lambda state: state or "",
        lookup=_states,
        on_phone=False,
    ),
)
company_filters.add(
    "clearance",
    CompanyFilter(
        field=lambda: forms.ChoiceField(label=_("Clearance"), choices=_FILTERS, required=False, widget=Choice),
        narrow=_narrow,
    ),
)
company_activity.add(
    "clearance",
    Activity(_("Clearance"), _in_words, absent="–"),
    order=20,
)
