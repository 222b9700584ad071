"""The list of appeals for the machinery of crm.listing."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import AppealState
from ..models import Appeal
from .filters import AppealFilter
from .presenters import percent


def _title(row: Appeal) -> Any:
    url = reverse("donations:appeal", args=[row.pk])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.title)


def _columns() -> list[Column]:
    return [
        Column(
            "title",
            pgettext_lazy("donations", "Appeal"),
            _title,
            "Appeal",
            source="title",
            sort=("title", "pk"),
            lead=True,
        ),
        kinds.state(_("State"), AppealState),
        kinds.words("office", _("Office"), "Office", path="office__name", sort=("office__name", "pk"), on_phone=False),
        kinds.on_day("starts_on", _("From"), "From"),
        kinds.on_day("ends_on", _("Until"), "Until", nullable=True),
        kinds.in_usd("goal_usd", _("Goal, USD"), "Goal USD"),
        kinds.in_usd("raised_usd", _("Raised, USD"), "Raised USD", on_phone=True),
        kinds.count("gifts", _("Gifts"), "Gifts", path="gift_count", default=False),
        kinds.in_usd("spent_usd", _("Cost, USD"), "Cost USD"),
        kinds.share("cost_ratio", _("Cost ratio"), "Cost ratio, per cent", cell=percent),
        kinds.share("share", _("Of the goal"), "Share of the goal, per cent", cell=percent),
    ]


def register() -> None:
    tables.add("appeals", APPEALS, order=64)


APPEALS = Table(
    key="appeals",
    title=_("Appeals"),
    url_name="donations:appeal_list",
    rows=lambda user: Appeal.objects.visible_to(user).with_yield(),
    filters=AppealFilter,
    columns=_columns,
    default_sort="-starts_on",
    icon="megaphone",
    main_filters=("search", "state", "office", "cause"),
    empty_title=_("No appeals yet"),
    empty_text=_("Enter what you call for, from when on, and what it is to reach."),
)
register()
