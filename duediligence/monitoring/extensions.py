"""What monitoring adds to the pages of the layers below and to the hosts of core."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.companies.registries import PageAction, company_actions
from crm.core.extension_points import InboxItem, InboxSource, inbox_sources

from ..screening.selectors.waiting import waiting_steps
from . import policies, reminders, selectors  # noqa: F401

SOON = timedelta(days=14)
SHOWN = 50


def _decisions(user: Any, today: date) -> Iterable[InboxItem]:
    for step in waiting_steps(user, on=today)[:SHOWN]:
        yield InboxItem(
            title=step.screening.company.legal_name,
            url=reverse("duediligence:decision", args=[step.screening_id]),
            kind=_("Decision"),
            icon="gavel",
            due_on=step.due_on,
            hint=step.get_rating_display(),
            tone=step.rating_tone,
        )


def _reviews(user: Any, today: date) -> Iterable[InboxItem]:
    for row in selectors.reviews_of(user).filter(due_on__lte=today + SOON)[:SHOWN]:
        yield InboxItem(
            title=row.clearance.company.legal_name,
            url=reverse("duediligence:review", args=[row.pk]),
            kind=_("Monitoring review"),
            icon="clipboard-check",
            due_on=row.due_on,
        )


def _conditions(user: Any, today: date) -> Iterable[InboxItem]:
    for row in selectors.conditions_of(user).filter(due_on__lte=today + SOON)[:SHOWN]:
        yield InboxItem(
            title=row.text[:120],
            url=reverse("duediligence:condition", args=[row.pk]),
            kind=_("Condition"),
            icon="list-checks",
            due_on=row.due_on,
            hint=row.screening.company.legal_name,
        )


inbox_sources.add("decisions", InboxSource(_("Decisions"), _decisions), order=5)
inbox_sources.add("reviews", InboxSource(_("Monitoring reviews"), _reviews), order=30)
inbox_sources.add("conditions", InboxSource(_("Conditions"), _conditions), order=31)
company_actions.add(
    "concern",
    PageAction(
        label=_("Report a concern"),
        icon="megaphone",
        url=lambda company: f"{reverse('duediligence:concern_report')}?company={company.pk}",
        shown_to=lambda user: bool(policies.may_report(user)),
    ),
    order=80,
)
