"""What results add to the page of an engagement, to the navigation and to the inbox."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.access import access
from crm.core import clock
from crm.core.extension_points import InboxItem, InboxSource, NavigationEntry, inbox_sources, navigation

from ..engagements import policies as engagement_policies
from ..engagements.services.writing import office_ids
from ..models import Engagement, Milestone
from ..navigation import GROUP
from ..registries import ComingDate, EngagementPanel, coming_dates, engagement_panels
from . import policies, selectors, tables  # noqa: F401

# So long before its day a milestone stands in the inbox.
AHEAD = timedelta(days=30)


def _may_change(engagement: Engagement, user: Any) -> Any:
    return engagement_policies.may_change(access(user), engagement, office_ids(engagement))


def _indicators(engagement: Engagement, user: Any) -> dict[str, Any]:
    return {"indicators": selectors.indicators_of(engagement), "may_change": _may_change(engagement, user)}


def _milestones(engagement: Engagement, user: Any) -> dict[str, Any]:
    rows = engagement.milestones.select_related("owner").order_by(F("done_on").asc(nulls_first=True), "due_on", "pk")
    return {"milestones": list(rows), "today": clock.today(), "may_change": _may_change(engagement, user)}


def _survey(engagement: Engagement, user: Any) -> dict[str, Any]:
    invitations = selectors.invitations_of(engagement)
    return {
        "invitations": invitations,
        "by_question": selectors.answers_by_question(invitations),
        "may_change": _may_change(engagement, user),
        "may_survey": policies.may_survey(engagement),
    }


def _lessons(engagement: Engagement, user: Any) -> dict[str, Any]:
    return {"lessons": list(engagement.lessons.select_related("by")), "may_change": _may_change(engagement, user)}


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    """Milestones that a person owns: lapsed ones, and those of the next weeks."""
    rows = Milestone.objects.filter(owner=user, done_on=None, partnership__binned_at=None, partnership__stage="active")
    for row in rows.filter(due_on__lte=today + AHEAD).select_related("partnership").order_by("due_on")[:50]:
        yield InboxItem(
            title=row.text,
            url=f"{reverse('partnerships:partnership_detail', args=[row.partnership_id])}#milestones",
            kind=_("Milestone"),
            icon="flag",
            due_on=row.due_on,
            hint=row.partnership.title,
        )


_ONLY_PARTNERSHIPS = ("partnership",)


def _next_milestone(engagement: Any) -> Iterable[ComingDate]:
    if first := engagement.milestones.filter(done_on=None).order_by("due_on", "pk").first():
        yield ComingDate(first.due_on, first.text)


coming_dates.add("milestones", _next_milestone)
engagement_panels.add(
    "indicators",
    EngagementPanel(
        _("Indicators"),
        "partnerships/_indicators.html",
        _indicators,
        icon="gauge",
        kinds=_ONLY_PARTNERSHIPS,
        deeds="partnerships/_indicator_deeds.html",
    ),
    order=50,
)
engagement_panels.add(
    "milestones",
    EngagementPanel(
        _("Milestones"),
        "partnerships/_milestones.html",
        _milestones,
        icon="flag",
        kinds=_ONLY_PARTNERSHIPS,
        deeds="partnerships/_milestone_deeds.html",
    ),
    order=55,
)
engagement_panels.add(
    "survey",
    EngagementPanel(
        _("Satisfaction of the partner"),
        "partnerships/_survey.html",
        _survey,
        icon="message-square",
        kinds=_ONLY_PARTNERSHIPS,
        deeds="partnerships/_survey_deeds.html",
    ),
    order=60,
)
engagement_panels.add(
    "lessons",
    EngagementPanel(
        _("Lessons"),
        "partnerships/_lessons.html",
        _lessons,
        icon="graduation-cap",
        deeds="partnerships/_lesson_deeds.html",
    ),
    order=65,
)
inbox_sources.add("milestones", InboxSource(_("Milestones"), _inbox), order=40)
navigation.add(
    "lessons",
    NavigationEntry(pgettext_lazy("navigation", "Lessons"), "partnerships:lesson_list", "graduation-cap", group=GROUP),
    order=530,
)
navigation.add(
    "surveys",
    NavigationEntry(
        pgettext_lazy("navigation", "Satisfaction"), "partnerships:survey_list", "message-square", group=GROUP
    ),
    order=535,
)
