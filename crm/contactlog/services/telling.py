"""Who is told of what in the contact log: the one place where its services meet the notifications."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from crm.accounts.models import User
from crm.notifications.services.notices import notify

from ..models import CoordinationRequest, FollowUp, GoingAhead
from ..registries import Engaged
from ..selectors import people_of


def tell_of_request(*, request: CoordinationRequest, wording: str, people: Iterable[User], by: User | None) -> None:
    """A notice about a coordination request to everybody but whoever did it."""
    values = {
        "company": request.company.legal_name,
        "from_office": request.from_office.name,
        "to_office": request.to_office.name,
        "topic": request.topic,
        "reason": request.reason,
        "by": by.name if by else "",
    }
    _tell(
        people,
        but=by,
        wording=wording,
        values=values,
        path=reverse("contactlog:coordination_detail", args=[request.pk]),
    )


def tell_of_going_ahead(*, went_ahead: GoingAhead, engaged: Iterable[Engaged], path: str) -> None:
    """The lead office and the engaged offices learn that another one goes ahead, and why (domain.md section 3).

    `path` is the page of the contact or the engagement with which it goes ahead.
    """
    lead = went_ahead.company.lead_office_id
    offices = {e.office_id for e in engaged} | ({lead} if lead else set())
    offices.discard(went_ahead.office_id)
    values = {
        "company": went_ahead.company.legal_name,
        "office": went_ahead.office.name,
        "by": went_ahead.by.name,
        "reason": went_ahead.reason,
    }
    people = people_of(offices, on=went_ahead.at.date())
    _tell(people, but=went_ahead.by, wording="going_ahead", values=values, path=path)


def tell_of_tasks(*, tasks: Iterable[FollowUp], company: str, by: User) -> None:
    """Whoever was given a task by somebody else."""
    for task in tasks:
        values = {"company": company, "text": task.text, "due_on": task.due_on.isoformat(), "by": by.name}
        _tell([task.assignee], but=by, wording="task_given", values=values, path=reverse("contactlog:task_list"))


def tell_of_done(*, task: FollowUp, company: str, by: User) -> None:
    """Whoever gave the task learns that it is done."""
    values = {"company": company, "text": task.text, "by": by.name}
    _tell([task.created_by], but=by, wording="task_done", values=values, path=reverse("contactlog:task_list"))


def _tell(people: Iterable[User], *, but: User | None, wording: str, values: dict[str, Any], path: str) -> None:
    recipients = {p.pk: p for p in people if p.is_active and (but is None or p.pk != but.pk)}
    if recipients:
        notify(recipients=list(recipients.values()), wording=wording, values=values, path=path)
