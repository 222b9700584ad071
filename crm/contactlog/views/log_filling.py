"""What stands in the form of a contact before it is sent: remembered, typed so far, or as it was logged."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from crm.accounts.access import access
from crm.companies.merging.survivors import kept_or_survivor
from crm.companies.models import Company
from crm.core import clock

from .. import rights, selectors
from ..forms import InteractionForm, NewPersonFormSet, TaskFormSet
from ..models import Interaction
from ..services import interactions


def form_of(
    request: HttpRequest, data: Any = None, *, initial: Any = None, interaction: Interaction | None = None
) -> InteractionForm:
    held = access(request.user)
    offices = rights.working_offices(held) | ({interaction.office_id} if interaction else set())
    return InteractionForm(data, initial=initial, offices=sorted(offices))


def tasks_of(data: Any = None, initial: Any = None) -> Any:
    return TaskFormSet(data, prefix="task", initial=initial)


def people_of(data: Any = None, initial: Any = None) -> Any:
    """Without its hidden counters, as from a program, nobody new is named."""
    known = data is None or "person-TOTAL_FORMS" in data
    return NewPersonFormSet(
        data if known else {"person-TOTAL_FORMS": "0", "person-INITIAL_FORMS": "0"}, prefix="person", initial=initial
    )


def people_typed(request: HttpRequest, strangers: Iterable[tuple[str, str]] = ()) -> Any:
    """The new people typed so far, and those whom an invitation names."""
    bound = people_of(request.POST)
    rows = [{name: row[name].value() for name in ("name", "email", "title")} for row in bound]
    rows = [row for row in rows if any(row.values())]
    typed = {row["email"] for row in rows}
    rows += [{"name": name, "email": email} for name, email in strangers if email not in typed]
    return people_of(initial=rows)


def remembered(request: HttpRequest) -> dict[str, Any]:
    """Today, the office of the last entry, and for a company the people of the last one."""
    company = told_company(request.GET.get("company", ""))
    last = selectors.last_logged(request.user)
    here = selectors.last_logged(request.user, company_id=company.pk) if company else None
    offices = rights.working_offices(access(request.user))
    usual = selectors.usual_office_id(access(request.user))
    return {
        "company": company.pk if company else None,
        "office": last.office_id if last and last.office_id in offices else usual,
        "occurred_on": clock.today(),
        "kind": request.GET.get("kind") or InteractionForm.base_fields["kind"].initial,
        "contacts": [p.pk for p in here.contacts.kept()] if here else [],
    }


def told_company(told: str) -> Company | None:
    return kept_or_survivor(Company, told)


def typed_of(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form at this moment, without complaints."""
    told = request.GET if request.method == "GET" else request.POST
    lists = ("contacts", "other_people", "colleagues", "themes")
    return {name: told.getlist(name) if name in lists else told.get(name, "") for name in InteractionForm.base_fields}


def tasks_typed(request: HttpRequest) -> Any:
    """The tasks as they stand in the form, without complaints, and one empty row."""
    rows = [{name: row[name].value() for name in ("text", "due_on", "assignee")} for row in tasks_of(request.POST)]
    return tasks_of(initial=rows if "more_tasks" in request.POST else [row for row in rows if any(row.values())])


def as_initial(interaction: Interaction) -> dict[str, Any]:
    told = asdict(interactions.as_data(interaction))
    names = {"company_id": "company", "office_id": "office", "contact_ids": "contacts"}
    names |= {"colleague_ids": "colleagues", "theme_ids": "themes"}
    return {names.get(name, name): list(v) if isinstance(v, tuple) else v for name, v in told.items()} | {
        "version": interaction.version
    }
