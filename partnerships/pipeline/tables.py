"""The lists of stalled partnerships, and of why partnerships ended, for the machinery of crm.listing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.core.templatetags.concord import badge, day, money, number
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..engagements.tables import companies_of, title_column
from ..enums import ClosingCause, Stage
from ..models import Engagement, StageMove
from . import selectors
from .filters import ClosingFilter, StalledFilter


def _stalled_rows(user: Any) -> QuerySet:
    return selectors.with_effort(selectors.stalled_of(user, on=clock.today()))


def _close(row: Engagement) -> Any:
    url = reverse("partnerships:partnership_move", args=[row.pk])
    label = _("Close %(title)s with a reason") % {"title": row.title}
    words = _("Close…")
    return format_html(
        '<a class="button button-small" href="{}?stage=closed&amp;cause=cost_above_benefit" aria-label="{}">{}</a>',
        url,
        label,
        words,
    )


def _stage() -> Column:
    return Column(
        "stage",
        _("Stage"),
        lambda row: badge(row.get_stage_display(), row.stage_tone),
        "Stage",
        source="stage",
        export=lambda code: str(Stage(code).label),
        sort=("stage", "pk"),
    )


def _figure(key: str, label: Any, heading: str, cell: Any, **more: Any) -> Column:
    return Column(key, label, cell, heading, source=key, sort=(key, "pk"), numeric=True, nullable=True, **more)


def _stalled_columns() -> list[Column]:
    return [
        title_column("partnerships:partnership_detail"),
        _stage(),
        Column(
            "companies", _("Companies"), lambda names: names or "", "Companies", lookup=companies_of, on_phone=False
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
            "quiet_since",
            _("Nothing since"),
            lambda row: day(row.quiet_since),
            "Nothing since",
            source="quiet_since",
            sort=("quiet_since", "pk"),
            named_on_phone=True,
        ),
        Column(
            "last_contact",
            _("Last contact"),
            lambda row: day(row.last_contact) if row.last_contact else "",
            "Last contact",
            source="last_contact",
            sort=("last_contact", "pk"),
            nullable=True,
            on_phone=False,
        ),
        _figure("staff_days", _("Person-days"), "Person-days", lambda row: number(row.staff_days)),
        _figure(
            "expected_usd",
            _("Expected benefit"),
            "Expected benefit, USD",
            lambda row: "" if row.expected_usd is None else money(row.expected_usd, "USD"),
            on_phone=False,
        ),
        _figure("score", _("Score"), "Score", lambda row: "" if row.score is None else number(row.score)),
        Column("close", _("Cut off"), _close, "Link", source="pk", export=lambda _pk: "", on_phone=True),
    ]


def _ended(user: Any) -> QuerySet:
    visible = Engagement.objects.visible_to(user).partnerships()
    return StageMove.objects.filter(target__in=[Stage.CLOSED, Stage.TERMINATED], partnership__in=visible)


def _companies_of_moves(ids: Sequence[int], user: Any) -> dict[int, str]:
    places = dict(StageMove.objects.filter(pk__in=ids).values_list("pk", "partnership_id"))
    names = companies_of(list(set(places.values())), user)
    return {pk: names.get(place, "") for pk, place in places.items()}


def _partnership(row: StageMove) -> Any:
    url = reverse("partnerships:partnership_detail", args=[row.partnership_id])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.partnership.title)


def _ended_columns() -> list[Column]:
    return [
        Column(
            "partnership",
            _("Partnership"),
            _partnership,
            "Partnership",
            source="partnership__title",
            related=("partnership__lead_office",),
            sort=("partnership__title", "pk"),
            lead=True,
        ),
        Column(
            "companies",
            _("Companies"),
            lambda names: names or "",
            "Companies",
            lookup=_companies_of_moves,
            on_phone=False,
        ),
        Column(
            "cause",
            _("Cause"),
            lambda row: row.get_cause_display(),
            "Cause",
            source="cause",
            export=lambda code: str(ClosingCause(code).label) if code else "",
            sort=("cause", "pk"),
        ),
        Column("reason", _("Reason"), lambda row: row.reason, "Reason", source="reason", sentence=True),
        Column(
            "source",
            _("Ended at stage"),
            lambda row: row.get_source_display(),
            "Ended at stage",
            source="source",
            export=lambda code: str(Stage(code).label) if code else "",
            on_phone=False,
        ),
        Column(
            "office",
            _("Lead office"),
            lambda row: row.partnership.lead_office.name,
            "Lead office",
            source="partnership__lead_office__name",
            sort=("partnership__lead_office__name", "pk"),
            on_phone=False,
        ),
        Column("by", _("By"), lambda row: row.by.name, "By", source="by__name", related=("by",), on_phone=False),
        Column("at", _("Ended on"), lambda row: day(row.at), "Ended on", source="at", sort=("at", "pk")),
    ]


tables.add(
    "stalled",
    Table(
        key="stalled",
        title=_("Stalled partnerships"),
        url_name="partnerships:stalled_list",
        rows=_stalled_rows,
        filters=StalledFilter,
        columns=_stalled_columns,
        default_sort="quiet_since",
        icon="hourglass",
        main_filters=("search", "office", "stage"),
        empty_title=_("Nothing has stalled"),
        empty_text=_("What nobody moves and nobody talks about for a while appears here, to go on or to be closed."),
    ),
    order=41,
)
tables.add(
    "ended",
    Table(
        key="ended",
        title=_("Reasons for ending"),
        url_name="partnerships:ended_list",
        rows=_ended,
        filters=ClosingFilter,
        columns=_ended_columns,
        default_sort="-at",
        icon="archive",
        main_filters=("search", "cause", "office"),
        empty_title=_("Nothing was ended yet"),
        empty_text=_("Whoever closes or terminates a partnership says why; it is found again here."),
    ),
    order=42,
)
