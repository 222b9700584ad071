"""The list of donors for the machinery of crm.listing."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core.templatetags.concord import badge
from crm.listing import kinds
from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from ..enums import DonorKind
from ..models import Donation, Donor
from .filters import DonorFilter
from .selectors import name_of

_MONEY = DecimalField(max_digits=18, decimal_places=2)


def donors(user: Any) -> "QuerySet[Donor]":
    """With what of their gifts this person sees: `given_usd`, `gift_count`, `last_on`."""
    seen = Donation.objects.visible_to(user).counted().filter(donor=OuterRef("pk")).order_by().values("donor")
    name = Case(
        When(kind=DonorKind.COMPANY, then=F("company__legal_name")),
        When(named=True, then=Coalesce(F("details__name"), Value(""))),
        default=Value(""),
        output_field=CharField(),
    )
    return (
        Donor.objects.visible_to(user)
        .with_named(user)
        .annotate(
            shown_name=name,
            given_usd=Coalesce(Subquery(seen.annotate(v=Sum("given_usd")).values("v")), Value(0), output_field=_MONEY),
            gift_count=Coalesce(
                Subquery(seen.annotate(v=Count("pk")).values("v")), Value(0), output_field=IntegerField()
            ),
            last_on=Subquery(seen.annotate(v=Max("received_on")).values("v")),
        )
        .select_related("details")
    )


def _donor(row: Any) -> Any:
    url = reverse("donations:donor", args=[row.pk])
    mark = badge(_("Anonymous"), "muted") if row.anonymous else ""
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a> {}', url, name_of(row), mark)


def _columns() -> list[Column]:
    return [
        # Not sorted by: the order would tell of those whose name is not shown.
        Column("name", _("Donor"), _donor, "Donor", source="shown_name", related=("company",), lead=True),
        kinds.choice("kind", _("Kind"), "Kind", DonorKind, on_phone=False),
        kinds.words("office", _("Office"), "Office", path="office__name", on_phone=False),
        kinds.count("gifts", _("Gifts"), "Gifts", path="gift_count"),
        kinds.in_usd("given_usd", _("Given, USD"), "Given USD", on_phone=True),
        kinds.on_day("last_on", _("Last gift"), "Last gift", on_phone=True, sort=("last_on",), nullable=True),
    ]


DONORS = Table(
    key="donors",
    title=_("Donors"),
    url_name="donations:donor_list",
    rows=donors,
    filters=DonorFilter,
    columns=_columns,
    default_sort="-given_usd",
    icon="users",
    main_filters=("search", "kind", "office"),
    empty_title=_("No donors yet"),
    empty_text=_("Donors are entered with their first gift."),
)
tables.add(DONORS.key, DONORS, order=62)
