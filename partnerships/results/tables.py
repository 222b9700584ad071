"""The lists of lessons and surveys for the machinery of crm.listing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Avg
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core.templatetags.concord import day, number, when
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import LessonKind, SurveyMoment
from ..models import Engagement, Partner, SurveyInvitation
from . import selectors
from .filters import LessonFilter, SurveyFilter


def _engagement_link(engagement: Engagement, anchor: str) -> Any:
    name = "partnership_detail" if engagement.is_partnership else "collaboration_detail"
    url = reverse(f"partnerships:{name}", args=[engagement.pk])
    return format_html('<a class="table-link" href="{}#{}" dir="auto">{}</a>', url, anchor, engagement.title)


def _companies(lesson_ids: Sequence[int], _user: Any) -> dict[int, str]:
    rows = Partner.objects.filter(engagement__lessons__in=lesson_ids).order_by("-lead", "pk")
    found: dict[int, list[str]] = {}
    for pk, name in rows.values_list("engagement__lessons", "company__legal_name"):
        found.setdefault(pk, []).append(name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def _lesson_columns() -> list[Column]:
    return [
        Column("text", _("Lesson"), lambda row: row.text, "Lesson", source="text", lead=True, sentence=True),
        Column(
            "kind",
            _("Kind"),
            lambda row: row.get_kind_display(),
            "Kind",
            source="kind",
            export=lambda code: str(LessonKind(code).label),
        ),
        Column(
            "engagement",
            _("Engagement"),
            lambda row: _engagement_link(row.engagement, "lessons"),
            "Engagement",
            source="engagement__title",
            related=("engagement",),
            sort=("engagement__title", "pk"),
        ),
        Column("companies", _("Companies"), lambda names: names or "", "Companies", lookup=_companies, on_phone=False),
        Column(
            "office",
            _("Office"),
            lambda row: row.engagement.lead_office.name,
            "Office",
            source="engagement__lead_office__name",
            related=("engagement__lead_office",),
            on_phone=False,
        ),
        Column(
            "noted",
            _("Noted on"),
            lambda row: day(row.created_at.date()),
            "Noted on",
            source="created_at",
            sort=("created_at", "pk"),
            on_phone=False,
        ),
    ]


def _mean(ids: Sequence[int], _user: Any) -> dict[int, Any]:
    rows = SurveyInvitation.objects.filter(pk__in=ids, answered_at__isnull=False).order_by()
    return dict(rows.annotate(mean=Avg("answers__value")).values_list("pk", "mean"))


def _survey_columns() -> list[Column]:
    return [
        Column(
            "company",
            _("Company"),
            lambda row: row.partner.company.legal_name,
            "Company",
            source="partner__company__legal_name",
            related=("partner__company",),
            sort=("partner__company__sort_name", "pk"),
            lead=True,
        ),
        Column(
            "engagement",
            _("Engagement"),
            lambda row: _engagement_link(row.partner.engagement, "survey"),
            "Engagement",
            source="partner__engagement__title",
            related=("partner__engagement",),
        ),
        Column(
            "moment",
            _("Moment"),
            str,
            "Moment",
            source="moment",
            export=lambda code: str(SurveyMoment(code).label),
            on_phone=False,
        ),
        Column(
            "sent", _("Sent on"), lambda row: when(row.sent_at), "Sent on", source="sent_at", sort=("sent_at", "pk")
        ),
        Column(
            "answered",
            _("Answered on"),
            lambda row: when(row.answered_at) if row.answered_at else "",
            "Answered on",
            source="answered_at",
            sort=("answered_at", "pk"),
            nullable=True,
            on_phone=False,
        ),
        Column(
            "mean",
            _("Average, of 5"),
            lambda mean: number(round(mean, 1)) if mean is not None else "",
            "Average (1 to 5)",
            source="pk",
            export=lambda mean: round(mean, 2) if mean is not None else "",
            lookup=_mean,
            numeric=True,
        ),
    ]


def _surveys(user: Any) -> Any:
    visible = Engagement.objects.visible_to(user)
    return SurveyInvitation.objects.filter(partner__engagement__in=visible.values("pk"))


tables.add(
    "lessons",
    Table(
        key="lessons",
        title=_("Lessons"),
        url_name="partnerships:lesson_list",
        rows=selectors.lessons_for,
        filters=LessonFilter,
        columns=_lesson_columns,
        default_sort="-noted",
        icon="graduation-cap",
        main_filters=("search", "theme", "sector", "kind"),
        empty_title=_("No lessons yet"),
        empty_text=_("Note one on the page of an engagement, at the latest when it ends."),
    ),
    order=60,
)
tables.add(
    "surveys",
    Table(
        key="surveys",
        title=_("Satisfaction of partners"),
        url_name="partnerships:survey_list",
        rows=_surveys,
        filters=SurveyFilter,
        columns=_survey_columns,
        default_sort="-sent",
        icon="message-square",
        main_filters=("company", "office", "moment", "answered"),
        empty_title=_("No partner was asked yet"),
        empty_text=_("Open a partnership that runs and ask the partner how content they are."),
    ),
    order=65,
)
