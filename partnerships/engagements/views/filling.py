"""What stands in the forms of engagements before they are sent, and what is known of the companies that they name."""

from typing import Any

from django.http import HttpRequest

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.companies.merging.survivors import kept_or_survivor
from crm.companies.models import Company
from crm.contactlog.rights import working_offices
from crm.contactlog.selectors import usual_office_id
from crm.core import clock

from .. import selectors
from ..forms.collaborations import LogForm

MOST_ASKED = 200


def offices_of(request: HttpRequest) -> set[int] | None:
    """For which offices this person enters; None is all of them."""
    held = access(request.user)
    return None if held.has(Role.PARTNERSHIPS) else working_offices(held)


def told_companies(told: Any, *names: str) -> list[Company]:
    """The companies that an address or a form names at this moment; each once, also by a number from before a merge."""
    found: dict[int, Company] = {}
    for name in names:
        for value in told.getlist(name)[:MOST_ASKED]:
            if company := kept_or_survivor(Company, value):
                found.setdefault(company.pk, company)
    return list(found.values())


def remembered(request: HttpRequest) -> dict[str, Any]:
    """Today and the office of the last entry; its event and themes, too, while they are fresh."""
    last = selectors.last_logged(request.user)
    offices, office = offices_of(request), usual_office_id(access(request.user))
    told: dict[str, Any] = {
        "companies": [each.pk for each in told_companies(request.GET, "companies", "company")],
        "starts_on": clock.today(),
        "lead_office": office,
        "disclosure": LogForm.base_fields["disclosure"].initial,
    }
    if last and (offices is None or last.lead_office_id in offices):
        told["lead_office"] = last.lead_office_id
    if last and clock.now() - last.created_at < selectors.REMEMBERED:
        told |= {"event": last.event, "themes": list(last.themes.all()), "type": last.type}
        told |= {"countries": last.countries, "starts_on": last.starts_on} if last.event else {}
    return told


def begun(request: HttpRequest) -> dict[str, Any]:
    """A new partnership: for one's own office."""
    return {
        "lead_office": usual_office_id(access(request.user)),
        "relationship_lead": request.user.pk,
        "disclosure": LogForm.base_fields["disclosure"].initial,
    }


def office_told(request: HttpRequest, told: Any) -> int | None:
    value = told.get("lead_office", "")
    return int(value) if value.isdigit() and len(value) < 19 else usual_office_id(access(request.user))
