"""The buttons of results: one click, one deed, back to the panel."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.core.errors import Conflict

from ...models import Engagement, Indicator, Lesson, Milestone, SurveyInvitation
from ..services import indicators, lessons, milestones, surveys
from .forms import page_of


def _back(request: Any, engagement_id: int, panel: str, deed: Callable[[], Any], done: str) -> HttpResponse:
    engagement = get_object_or_404(Engagement.objects.visible_to(request.user), pk=engagement_id)
    try:
        deed()
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect(f"{page_of(engagement)}#{panel}")


@login_required
@require_POST
def indicator_drop(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Indicator, pk=pk)
    drop = partial(indicators.drop_indicator, by=request.user, indicator_id=pk)
    return _back(request, row.partnership_id, "indicators", drop, _("The indicator was taken back."))


@login_required
@require_POST
def milestone_reach(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Milestone, pk=pk)
    reach = partial(milestones.reach_milestone, by=request.user, milestone_id=pk)
    return _back(request, row.partnership_id, "milestones", reach, _("Reached."))


@login_required
@require_POST
def milestone_reopen(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Milestone, pk=pk)
    reopen = partial(milestones.reopen_milestone, by=request.user, milestone_id=pk)
    return _back(request, row.partnership_id, "milestones", reopen, _("Open again."))


@login_required
@require_POST
def milestone_drop(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Milestone, pk=pk)
    drop = partial(milestones.drop_milestone, by=request.user, milestone_id=pk)
    return _back(request, row.partnership_id, "milestones", drop, _("The milestone was taken back."))


@login_required
@require_POST
def lesson_drop(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(Lesson, pk=pk)
    drop = partial(lessons.drop_lesson, by=request.user, lesson_id=pk)
    return _back(request, row.engagement_id, "lessons", drop, _("The lesson was taken back."))


@login_required
@require_POST
def survey_again(request: Any, pk: int) -> HttpResponse:
    row = get_object_or_404(SurveyInvitation.objects.select_related("partner"), pk=pk)
    again = partial(surveys.send_again, by=request.user, invitation_id=pk)
    return _back(request, row.partner.engagement_id, "survey", again, _("The survey is on its way."))
