"""The forms of results: each has a page of its own, and leads back to its panel on the engagement's page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from crm.accounts.access import access
from crm.companies.forms.company import add_problems
from crm.companies.models import Contact
from crm.core.errors import Conflict

from ...engagements import policies
from ...engagements.services.writing import office_ids
from ...models import Engagement, Indicator, Lesson, Milestone, Partner
from ..forms import IndicatorForm, InviteForm, LessonForm, MilestoneForm, ValueForm
from ..services import indicators, lessons, milestones, surveys


def page_of(engagement: Engagement) -> str:
    name = "partnership_detail" if engagement.is_partnership else "collaboration_detail"
    return reverse(f"partnerships:{name}", args=[engagement.pk])


class PartForm(LoginRequiredMixin, View):
    """`panel` is the panel's key on the page; `find` answers the engagement and the row that is edited, or None."""

    title: Any
    panel: str
    saved: Any = _("Saved.")
    template_name = "partnerships/part_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        engagement, row = self.allowed(pk)
        return self.draw(engagement, self.make_form(engagement, row, None), 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        engagement, row = self.allowed(pk)
        form = self.make_form(engagement, row, request.POST)
        if not form.is_valid():
            return self.draw(engagement, form, 422)
        try:
            self.save(engagement, row, form)
        except ValidationError as problem:
            add_problems(form, problem)
            return self.draw(engagement, form, 422)
        except Conflict as refusal:
            form.add_error(None, str(refusal.reason))
            return self.draw(engagement, form, 409)
        messages.success(request, self.saved)
        return redirect(f"{page_of(engagement)}#{self.panel}")

    def allowed(self, pk: int) -> tuple[Engagement, Any]:
        engagement, row = self.find(pk)
        visible: Any = Engagement.objects.visible_to(self.request.user).select_related("lead_office__parent")
        engagement = get_object_or_404(visible, pk=engagement)
        policies.may_change(access(self.request.user), engagement, office_ids(engagement)).require()
        return engagement, row

    def draw(self, engagement: Engagement, form: Any, status: int) -> HttpResponse:
        context = {"engagement": engagement, "form": form, "title": self.title, "back": page_of(engagement)}
        return render(self.request, self.template_name, {**context, "panel": self.panel}, status=status)

    def find(self, pk: int) -> tuple[int, Any]:
        return pk, None

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> Any:
        raise NotImplementedError

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        raise NotImplementedError


class IndicatorAdd(PartForm):
    title, panel = _("New indicator"), "indicators"
    template_name = "partnerships/indicator_form.html"

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> IndicatorForm:
        return IndicatorForm(data, indicator=row)

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        indicators.add_indicator(
            by=self.request.user, partnership_id=engagement.pk, values=form.values(), targets=form.targets()
        )


class IndicatorEdit(IndicatorAdd):
    title = _("Edit the indicator")

    def find(self, pk: int) -> tuple[int, Indicator]:
        row = get_object_or_404(Indicator.objects.prefetch_related("targets"), pk=pk)
        return row.partnership_id, row

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        indicators.edit_indicator(
            by=self.request.user,
            indicator_id=row.pk,
            changes=form.values(),
            targets=form.targets(),
            version=form.cleaned_data["version"],
        )


class IndicatorMeasure(PartForm):
    title, panel = _("What was measured"), "indicators"

    def find(self, pk: int) -> tuple[int, Indicator]:
        row = get_object_or_404(Indicator, pk=pk)
        return row.partnership_id, row

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> ValueForm:
        return ValueForm(data)

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        indicators.record_value(by=self.request.user, indicator_id=row.pk, **form.cleaned_data)


class MilestoneAdd(PartForm):
    title, panel = _("New milestone"), "milestones"

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> MilestoneForm:
        known = {"text": row.text, "due_on": row.due_on, "owner": row.owner, "version": row.version} if row else {}
        return MilestoneForm(data, initial=known)

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        told = {name: form.cleaned_data[name] for name in ("text", "due_on", "owner")}
        milestones.plan_milestone(by=self.request.user, partnership_id=engagement.pk, **told)


class MilestoneEdit(MilestoneAdd):
    title = _("Edit the milestone")

    def find(self, pk: int) -> tuple[int, Milestone]:
        row = get_object_or_404(Milestone.objects.select_related("owner"), pk=pk)
        return row.partnership_id, row

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        changes = {name: form.cleaned_data[name] for name in ("text", "due_on", "owner")}
        milestones.edit_milestone(
            by=self.request.user, milestone_id=row.pk, changes=changes, version=form.cleaned_data["version"]
        )


class LessonAdd(PartForm):
    title, panel = _("New lesson"), "lessons"

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> LessonForm:
        known = {"kind": row.kind, "text": row.text, "version": row.version} if row else {}
        return LessonForm(data, initial=known)

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        told = {name: form.cleaned_data[name] for name in ("kind", "text")}
        lessons.note_lesson(by=self.request.user, engagement_id=engagement.pk, **told)


class LessonEdit(LessonAdd):
    title = _("Edit the lesson")

    def find(self, pk: int) -> tuple[int, Lesson]:
        row = get_object_or_404(Lesson, pk=pk)
        return row.engagement_id, row

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        lessons.edit_lesson(by=self.request.user, lesson_id=row.pk, **form.cleaned_data)


class SurveyInvite(PartForm):
    title, panel = _("Ask the partner"), "survey"
    saved = _("The survey is on its way.")

    def make_form(self, engagement: Engagement, row: Any, data: Any) -> forms.Form:
        partners = Partner.objects.filter(engagement=engagement).select_related("company")
        companies = partners.values("company")
        there: Any = Contact.objects.kept().filter(affiliations__company__in=companies)
        people = (there | Contact.objects.kept().filter(engagements=engagement)).distinct().order_by("sort_name")
        return InviteForm(data, partners=partners, people=people)

    def save(self, engagement: Engagement, row: Any, form: Any) -> None:
        data = form.cleaned_data
        surveys.invite(
            by=self.request.user,
            partner_id=data["partner"].pk,
            contact_id=data["contact"].pk,
            moment=data["moment"],
            language=data["language"],
        )
