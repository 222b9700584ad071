"""What is watched: reviews and conditions that are due, and who must know of a risk."""

from datetime import date
from typing import Any

from django.db.models import Q

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import RoleAssignment, User
from crm.accounts.selectors import deciders
from crm.contactlog.selectors import engaged_offices

from ..criteria.selectors import authority
from ..enums import ConditionState
from ..models import Clearance, Concern, Condition, Review
from ..screening.routing import plan_route, seat_of


def who_must_know(clearance: Clearance, rating: str, *, on: date) -> list[User]:
    """Every office with an open engagement, its regional director, the body that must now decide, the desk."""
    company = clearance.company_id
    offices = {each.office_id for each in engaged_offices([company], on=on).get(company, [])}
    offices.add(clearance.screening.office_id)
    held = RoleAssignment.objects.current(on=on).filter(user__is_active=True).select_related("user")
    people = [row.user for row in held.filter(Q(office__in=offices) | Q(role=Role.PARTNERSHIPS))]
    region = seat_of(Role.REGIONAL_DIRECTOR, clearance.screening.office)
    if region:
        people += [each.user for each in deciders(role=Role.REGIONAL_DIRECTOR, office=region, on=on)]
    steps = plan_route(rating=rating, office=clearance.screening.office, authority=authority(on), on=on)
    people += [each.user for step in steps for each in deciders(role=step.role, office=step.office, on=on)]
    return list({person.pk: person for person in people}.values())


def reviews_of(user: Any) -> Any:
    """Open reviews of the person's offices; the partnerships team's are all."""
    rows = Review.objects.filter(done_at=None).select_related("clearance__company", "office").order_by("due_on", "pk")
    held = access(user)
    return rows if held.has(Role.PARTNERSHIPS) else rows.filter(office__in=held.offices())


def conditions_of(user: Any) -> Any:
    rows = Condition.objects.filter(owner=user, state=ConditionState.OPEN).select_related("screening__company")
    return rows.order_by("due_on", "pk")


def concerns_for(user: Any) -> Any:
    """The partnerships team and auditors read all, everybody else what they reported."""
    rows = Concern.objects.select_related("company", "reported_by", "handled_by")
    if access(user).has(Role.PARTNERSHIPS, Role.AUDITOR):
        return rows
    return rows.visible_to(user)
