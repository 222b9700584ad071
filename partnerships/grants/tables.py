"""The list of calls for the machinery of crm.listing."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core import clock
from crm.core.templatetags.concord import badge, day, due
from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import CallState
from ..models import GrantCall
from .filters import GrantCallFilter
from .policies import is_open
from .presenters import state_of_call

CALL = pgettext_lazy("small grants", "Call")


def _title(row: GrantCall) -> Any:
    url = reverse("partnerships:grant_call", args=[row.pk])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.title)


def _deadline(row: GrantCall) -> Any:
    """How much time is left is told while somebody can still propose."""
    return due(row.deadline) if is_open(row, on=clock.today()) else day(row.deadline)


def _columns() -> list[Column]:
    return [
        Column("title", CALL, _title, "Call", source="title", sort=("title", "pk"), lead=True),
        Column(
            "state",
            _("State"),
            lambda row: badge(*state_of_call(row, on=clock.today())),
            "State",
            source="state",
            export=lambda code: str(CallState(code).label),
        ),
        Column(
            "deadline",
            _("Deadline"),
            _deadline,
            "Deadline",
            source="deadline",
            sort=("deadline", "pk"),
            named_on_phone=True,
        ),
        kinds.words("source", _("Funding source"), "Funding source", sort=("source", "pk"), on_phone=False),
        kinds.in_usd("amount_usd", _("Amount, USD"), "Amount USD", on_phone=True),
        kinds.count("proposals", _("Proposals"), "Proposals", path="proposal_count", on_phone=True),
        kinds.in_usd("asked", _("Asked, USD"), "Asked USD"),
        kinds.count("awards", _("Awards"), "Awards", path="award_count", default=False),
        kinds.in_usd("awarded", _("Awarded, USD"), "Awarded USD"),
        kinds.in_usd("left", _("Left, USD"), "Left USD", default=False),
    ]


def register() -> None:
    tables.add("grant_calls", GRANT_CALLS, order=48)


GRANT_CALLS = Table(
    key="grant_calls",
    title=_("Small grants"),
    url_name="partnerships:grant_call_list",
    rows=lambda user: GrantCall.objects.visible_to(user).with_sums(),
    filters=GrantCallFilter,
    columns=_columns,
    default_sort="-deadline",
    icon="award",
    main_filters=("search", "state", "office"),
    empty_title=_("No calls for small grants yet"),
    empty_text=_("The partnerships team drafts them: where the money comes from, how much, until when, for whom."),
)
register()
