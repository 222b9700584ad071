"""The lists of partnerships and collaborations for the machinery of crm.listing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Func, Value
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.templatetags.concord import badge, day
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import Disclosure, EngagementType, Stage
from ..models import Engagement, Partner
from ..registries import partnership_columns
from .filters import CollaborationFilter, PartnershipFilter


def title_column(url_name: str) -> Column:
    def cell(row: Engagement) -> Any:
        url = reverse(url_name, args=[row.pk])
        return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.title)

    return Column("title", _("Title"), cell, "Title", source="title", sort=("title", "pk"), lead=True)


def companies_of(ids: Sequence[int], _user: Any) -> dict[int, str]:
    rows = Partner.objects.filter(engagement__in=ids).order_by("engagement", "-lead", "company__legal_name")
    found: dict[int, list[str]] = {}
    for pk, name in rows.values_list("engagement_id", "company__legal_name"):
        found.setdefault(pk, []).append(name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def _shared() -> list[Column]:
    return [
        Column("companies", _("Companies"), lambda names: names or "", "Companies", lookup=companies_of),
        Column(
            "type",
            _("Type"),
            lambda row: EngagementType(row.type).short,
            "Type",
            source="type",
            export=lambda code: str(EngagementType(code).label),
            sort=("type", "pk"),
            on_phone=False,
        ),
        Column(
            "office",
            _("Lead office"),
            lambda row: row.lead_office.name,
            "Lead office",
            source="lead_office__name",
            related=("lead_office",),
            sort=("lead_office__name", "pk"),
            on_phone=False,
        ),
        Column(
            "countries",
            _("Countries"),
            lambda row: ", ".join(row.countries),
            "Countries",
            source=Func("countries", Value(", "), function="array_to_string", output_field=CharField()),
            on_phone=False,
            default=False,
        ),
        Column(
            "disclosure",
            _("Disclosure"),
            lambda row: row.get_disclosure_display(),
            "Disclosure",
            source="disclosure",
            export=lambda code: str(Disclosure(code).label),
            on_phone=False,
            default=False,
        ),
    ]


def _day(key: str, label: Any, heading: str) -> Column:
    return Column(
        key,
        label,
        lambda row: day(getattr(row, key)) if getattr(row, key) else "",
        heading,
        source=key,
        sort=(key, "pk"),
        nullable=True,
        on_phone=False,
    )


def _partnership_columns() -> list[Column]:
    stage = Column(
        "stage",
        _("Stage"),
        lambda row: badge(row.get_stage_display(), row.stage_tone),
        "Stage",
        source="stage",
        export=lambda code: str(Stage(code).label),
        sort=("stage", "stage_since", "pk"),
    )
    return [
        title_column("partnerships:partnership_detail"),
        stage,
        *_shared(),
        *partnership_columns,
        _day("starts_on", pgettext_lazy("date", "From"), "From"),
        _day("ends_on", _("Until"), "Until"),
    ]


def _collaboration_columns() -> list[Column]:
    event = Column(
        "event", _("Event"), lambda row: row.event, "Event", source="event", sort=("event", "pk"), on_phone=False
    )
    return [
        title_column("partnerships:collaboration_detail"),
        _day("starts_on", _("Held on"), "Held on"),
        *_shared(),
        event,
    ]


tables.add(
    "partnerships",
    Table(
        key="partnerships",
        title=_("Partnerships"),
        url_name="partnerships:partnership_list",
        rows=lambda user: Engagement.objects.visible_to(user).partnerships(),
        filters=PartnershipFilter,
        columns=_partnership_columns,
        default_sort="title",
        icon="handshake",
        main_filters=("search", "office", "stage", "type"),
        empty_title=_("No partnerships yet"),
        empty_text=_("Enter the first idea: a title, a company, an office. The rest can follow."),
    ),
    order=40,
)
tables.add(
    "collaborations",
    Table(
        key="collaborations",
        title=_("Collaborations"),
        url_name="partnerships:collaboration_list",
        rows=lambda user: Engagement.objects.visible_to(user).collaborations(),
        filters=CollaborationFilter,
        columns=_collaboration_columns,
        default_sort="-starts_on",
        icon="users",
        main_filters=("search", "office", "type", "ran_from"),
        empty_title=_("No collaborations yet"),
        empty_text=_("Log a workshop, an event or a one-time contribution; one entry may name several companies."),
    ),
    order=45,
)
