"""The register of donations for the machinery of crm.listing."""

from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.templatetags.concord import money, usd
from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import Channel, DonationKind, DonationState
from .filters import DonationFilter
from .presenters import giver, use
from .selectors import register


def _gift(row: Any) -> Any:
    url = reverse("donations:donation", args=[row.pk])
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', url, giver(row))


def _about() -> list[Column]:
    return [
        kinds.words("id", _("Number"), "Number", sort=("pk",), default=False, on_phone=False),
        # Not sorted by: the order would tell of those whose name is not shown.
        Column("giver", _("Donor"), _gift, "Donor", source="giver", lead=True),
        kinds.on_day("received_on", _("Received on"), "Received on", on_phone=True),
        kinds.state(_("State"), DonationState),
        kinds.words("office", _("Received by"), "Received by", path="office__name", on_phone=False),
        Column(
            "cause",
            _("Cause"),
            lambda row: use(row.cause),
            "Cause",
            source=Coalesce("cause__text_en", Value("To be allocated")),
            related=("cause",),
            on_phone=False,
        ),
    ]


def _by_choice() -> list[Column]:
    return [
        kinds.choice("channel", _("Channel"), "Channel", Channel, default=False, on_phone=False),
        kinds.choice("kind", _("Kind"), "Kind", DonationKind, default=False, on_phone=False),
        kinds.words(
            "appeal",
            pgettext_lazy("donations", "Appeal"),
            "Appeal",
            path="appeal__title",
            default=False,
            on_phone=False,
        ),
        Column(
            "reference",
            _("Number on the platform"),
            lambda row: row.external_id,
            "Number on the platform",
            source=Concat("platform", Value(" "), "external_id"),
            default=False,
            on_phone=False,
        ),
    ]


def _amounts() -> list[Column]:
    return [
        Column(
            "amount",
            _("Amount"),
            lambda row: money(row.given_amount, row.given_currency),
            "Amount",
            source="given_amount",
            numeric=True,
            named_on_phone=True,
        ),
        kinds.words("given_currency", _("Currency"), "Currency", default=False, on_phone=False),
        kinds.in_usd("given_usd", _("Gross, USD"), "Gross USD"),
        Column(
            "net",
            _("Net, USD"),
            lambda row: usd(row.net_usd),
            "Net USD",
            source="net_usd",
            numeric=True,
            on_phone=False,
        ),
    ]


DONATIONS = Table(
    key="donations",
    title=_("Donations"),
    url_name="donations:donation_list",
    rows=register,
    filters=DonationFilter,
    columns=lambda: [*_about(), *_by_choice(), *_amounts()],
    default_sort="-received_on",
    icon="heart",
    main_filters=("search", "state", "office", "cause"),
    empty_title=_("No donations yet"),
    empty_text=_("Enter a gift as soon as it is here; then accept or refuse it."),
)
tables.add(DONATIONS.key, DONATIONS, order=60)
