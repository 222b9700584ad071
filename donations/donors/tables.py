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

from crm.core.templatetags.concord import badge, day, number, usd
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
        Column(
            "kind",
            _("Kind"),
            lambda row: row.get_kind_display(),
            "Kind",
            source="kind",
            export=lambda code: str(DonorKind(code).label),
            on_phone=False,
        ),
        Column(
            "office",
            _("Office"),
            lambda row: row.office.name,
            "Office",
            source="office__name",
            related=("office",),
            on_phone=False,
        ),
        Column(
            "gifts",
            _("Gifts"),
            lambda row: number(row.gift_count),
            "Gifts",
            source="gift_count",
            sort=("gift_count", "pk"),
            numeric=True,
            on_phone=False,
        ),
        Column(
            "given",
            _("Given, USD"),
            lambda row: usd(row.given_usd),
            "Given USD",
            source="given_usd",
            sort=("given_usd", "pk"),
            numeric=True,
            named_on_phone=True,
        ),
        Column(
            "last",
            _("Last gift"),
            lambda row: day(row.last_on),
            "Last gift",
            source="last_on",
            sort=("last_on",),
            nullable=True,
        ),
    ]


DONORS = Table(
    key="donors",
    title=_("Donors"),
    url_name="donations:donor_list",
    rows=donors,
    filters=DonorFilter,
    columns=_columns,
    default_sort="-given",
    icon="users",
    main_filters=("search", "kind", "office"),
    empty_title=_("No donors yet"),
    empty_text=_("Donors are entered with their first gift."),
)
tables.add(DONORS.key, DONORS, order=62)
