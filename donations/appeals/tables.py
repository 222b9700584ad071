"""The list of appeals for the machinery of crm.listing."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.templatetags.concord import badge, day, number, usd
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import AppealState
from ..models import Appeal
from .filters import AppealFilter
from .presenters import percent


def _title(row: Appeal) -> Any:
    url = reverse("donations:appeal", args=[row.pk])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.title)


def _percent(value: Any) -> Any:
    return mark_safe('<span class="muted nothing">–</span>') if value is None else percent(value)


def _usd(key: str, label: Any, heading: str, *, on_phone: bool = False) -> Column:
    return Column(
        key,
        label,
        lambda row: usd(getattr(row, key)),
        heading,
        source=key,
        sort=(key, "pk"),
        numeric=True,
        on_phone=on_phone,
        named_on_phone=on_phone,
    )


def _share(key: str, label: Any, heading: str) -> Column:
    return Column(
        key,
        label,
        lambda row: _percent(getattr(row, key)),
        heading,
        source=key,
        export=lambda value: None if value is None else round(value, 2),
        sort=(key, "pk"),
        nullable=True,
        numeric=True,
        named_on_phone=True,
    )


def _day(key: str, label: Any, heading: str, **options: Any) -> Column:
    return Column(
        key,
        label,
        lambda row: day(getattr(row, key)),
        heading,
        source=key,
        sort=(key, "pk"),
        on_phone=False,
        **options,
    )


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
        Column(
            "state",
            _("State"),
            lambda row: badge(row.get_state_display(), row.state_tone),
            "State",
            source="state",
            export=lambda code: str(AppealState(code).label),
        ),
        Column(
            "office",
            _("Office"),
            lambda row: row.office.name,
            "Office",
            source="office__name",
            related=("office",),
            sort=("office__name", "pk"),
            on_phone=False,
        ),
        _day("starts_on", _("From"), "From"),
        _day("ends_on", _("Until"), "Until", nullable=True),
        _usd("goal_usd", _("Goal, USD"), "Goal USD"),
        _usd("raised_usd", _("Raised, USD"), "Raised USD", on_phone=True),
        Column(
            "gifts",
            _("Gifts"),
            lambda row: number(row.gift_count),
            "Gifts",
            source="gift_count",
            sort=("gift_count", "pk"),
            numeric=True,
            on_phone=False,
            default=False,
        ),
        _usd("spent_usd", _("Cost, USD"), "Cost USD"),
        _share("cost_ratio", _("Cost ratio"), "Cost ratio, per cent"),
        _share("share", _("Of the goal"), "Share of the goal, per cent"),
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
