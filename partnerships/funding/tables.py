"""The lists of contributions and programmes for the machinery of crm.listing."""

from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from crm.core.templatetags.concord import badge, due, money
from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import ContributionKind, Payer
from ..models import Contribution, Programme
from .filters import ContributionFilter, ProgrammeFilter


def _engagement(row: Contribution) -> Any:
    url = reverse("partnerships:contribution", args=[row.pk])
    broken = badge(_now("Breaks the donor rule"), "bad") if row.breaks_rule else ""
    title = row.engagement.title
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a> {}', url, title, broken)


def _payer(row: Contribution) -> str:
    if row.partner:
        return row.partner.company.legal_name
    return row.donor or row.get_payer_display()


def _due(row: Any) -> Any:
    if row.next_due:
        return due(row.next_due)
    return badge(_now("Received"), "ok") if row.received_on else ""


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _contribution_columns() -> list[Column]:
    return [
        Column(
            "engagement",
            _("Engagement"),
            _engagement,
            "Engagement",
            source="engagement__title",
            related=("engagement",),
            sort=("engagement__title", "pk"),
            lead=True,
        ),
        Column(
            "payer",
            _("Who pays"),
            _payer,
            "Payer",
            source=Coalesce("partner__company__legal_name", Case(When(donor="", then=F("payer")), default=F("donor"))),
            related=("partner__company",),
        ),
        Column(
            "payer_kind",
            _("Side"),
            lambda row: row.get_payer_display(),
            "Side",
            source="payer",
            export=lambda code: str(Payer(code).label),
            default=False,
            on_phone=False,
        ),
        kinds.choice("kind", _("Kind"), "Kind", ContributionKind, default=False, on_phone=False),
        Column("due", _("Due"), _due, "Next due on", source="next_due", sort=("next_due",), nullable=True),
        *_money_columns(),
        kinds.on_day("pledged_on", _("Pledged on"), "Pledged on", default=False),
        kinds.words(
            "office",
            _("Lead office"),
            "Lead office",
            path="engagement__lead_office__name",
            sort=("engagement__lead_office__name", "pk"),
            on_phone=False,
        ),
        Column(
            "breaks_rule",
            _("Donor money for direct support"),
            lambda row: badge(_now("Breaks the donor rule"), "bad") if row.breaks_rule else "",
            "Donor money for direct support",
            source=Case(When(payer=Payer.DONOR, direct_support=True, then=Value(True)), default=Value(False)),
            export=_yes,
            default=False,
            on_phone=False,
        ),
        kinds.words("description", _("For what"), "For what", default=False, on_phone=False),
    ]


def _money_columns() -> list[Column]:
    """The pledge in its currency; in a file the parts stand in columns of their own, so that they can be summed."""
    return [
        Column(
            "pledged",
            _("Pledged"),
            lambda row: money(row.pledged_amount, row.pledged_currency),
            "Pledged",
            source="pledged_amount",
            numeric=True,
            named_on_phone=True,
        ),
        Column(
            "currency",
            _("Currency"),
            lambda row: row.pledged_currency,
            "Currency",
            source="pledged_currency",
            default=False,
            on_phone=False,
        ),
        kinds.in_usd("pledged_usd", _("Pledged, USD"), "Pledged USD"),
        kinds.in_usd("received_usd", _("Received, USD"), "Received USD", on_phone=True),
    ]


def percent(value: Decimal | None) -> Any:
    if value is None:
        return mark_safe('<span class="muted nothing">–</span>')
    return f"{round(value)} %"


def _programme_columns() -> list[Column]:
    def name(row: Programme) -> Any:
        url = reverse("partnerships:programme", args=[row.pk])
        return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, row.name)

    return [
        Column("name", _("Programme"), name, "Programme", source="name", sort=("name",), lead=True),
        Column("donor", _("Donor"), lambda row: row.donor, "Donor", source="donor", sort=("donor", "pk")),
        kinds.words("office", _("Office"), "Office", path="office__name", sort=("office__name", "pk"), on_phone=False),
        Column(
            "target",
            _("Matching target"),
            lambda row: money(row.target_amount, row.target_currency),
            "Matching target",
            source="target_amount",
            numeric=True,
            on_phone=False,
        ),
        Column(
            "target_currency",
            _("Currency"),
            lambda row: row.target_currency,
            "Currency",
            source="target_currency",
            default=False,
            on_phone=False,
        ),
        kinds.in_usd("target_usd", _("Target, USD"), "Target USD"),
        kinds.in_usd("secured", _("Secured, USD"), "Secured USD", on_phone=True),
        kinds.in_usd("expected", _("In preparation, USD"), "In preparation USD"),
        kinds.in_usd("received", _("Received, USD"), "Received USD"),
        kinds.share("share", _("Of the target"), "Share of the target, per cent", cell=percent),
    ]


def register() -> None:
    tables.add("contributions", CONTRIBUTIONS, order=44)
    tables.add("programmes", PROGRAMMES, order=46)


CONTRIBUTIONS = Table(
    key="contributions",
    title=_("Contributions"),
    url_name="partnerships:contribution_list",
    rows=lambda user: Contribution.objects.visible_to(user).with_sums(),
    filters=ContributionFilter,
    columns=_contribution_columns,
    # What is due and was not received stands first, what has lapsed before all.
    default_sort="due",
    icon="hand-coins",
    main_filters=("search", "office", "state", "kind"),
    empty_title=_("No contributions yet"),
    empty_text=_("They are entered on the page of a partnership or a collaboration."),
)
PROGRAMMES = Table(
    key="programmes",
    title=_("Programmes"),
    url_name="partnerships:programme_list",
    rows=lambda user: Programme.objects.visible_to(user).with_sums(),
    filters=ProgrammeFilter,
    columns=_programme_columns,
    default_sort="name",
    icon="target",
    main_filters=("search", "office"),
    empty_title=_("No programmes yet"),
    empty_text=_("Enter what a donor pays for, and what private contributions are to add to it."),
)
register()
