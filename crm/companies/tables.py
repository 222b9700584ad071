"""The lists of this app, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func, IntegerField, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import offices_by_name, people_by_name
from crm.core import countries
from crm.listing.columns import Column
from crm.listing.groups import Groups
from crm.listing.registries import Table, tables

from . import cells
from .bulk import COMPANY_BULK
from .enums import Size
from .filters import CompanyFilterSet
from .models import Company, MaturityAssessment, Tag
from .querysets import TWO_OTHER_NAMES
from .registries import company_columns


def country_order() -> Sequence[Combinable]:
    """Countries in the alphabet of the reader's language, without a table of names in the database."""
    codes = Value([code for code, _name in countries.choices()], output_field=ArrayField(CharField()))
    return [Func(codes, F("country"), function="array_position", output_field=IntegerField()), F("sort_name")]


# How a page of the list is found where the order is not the database's.
BY_COUNTRY = Groups("country", lambda: [code for code, _name in countries.choices()], "sort_name")
BY_SIZE = Groups("size", lambda: list(Size.values), "sort_name")
BY_LEAD_OFFICE = Groups("lead_office", offices_by_name, "sort_name")
BY_RELATIONSHIP_LEAD = Groups("relationship_lead", people_by_name, "sort_name")


def tags_of(ids: Sequence[int], _user: Any) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    pairs = Tag.companies.through.objects.filter(company__in=ids).order_by("tag__name")
    for company_id, name in pairs.values_list("company_id", "tag__name"):
        found.setdefault(company_id, []).append(name)
    return found


def maturity_of(ids: Sequence[int], _user: Any) -> Mapping[int, str]:
    """The latest assessment of each."""
    latest = MaturityAssessment.objects.filter(company__in=ids).order_by("company_id", "-assessed_on", "-id")
    return dict(latest.distinct("company_id").values_list("company_id", "level"))


def _who_they_are() -> list[Column]:
    return [
        Column(
            "name",
            _("Name"),
            cells.name,
            "Legal name",
            source="legal_name",
            sort=("sort_name",),
            annotated=TWO_OTHER_NAMES,
            lead=True,
        ),
        Column(
            "kind", _("Kind"), cells.kind, "Kind", export=cells.KINDS.get, sort=("kind", "sort_name"), on_phone=False
        ),
        Column(
            "country",
            _("Country"),
            cells.seat,
            "Country",
            export=_country_name,
            sort=country_order,
            groups=BY_COUNTRY,
            nullable=True,
        ),
        Column(
            "sector",
            _("Sector"),
            cells.sector,
            "Sector (ISIC)",
            source="isic",
            sort=("isic", "sort_name"),
            on_phone=False,
            default=False,
        ),
        Column(
            "size",
            _("Size"),
            cells.size,
            "Size",
            export=cells.SIZES.get,
            sort=_size_order,
            groups=BY_SIZE,
            nullable=True,
            on_phone=False,
            default=False,
        ),
    ]


def _how_we_stand() -> list[Column]:
    return [
        Column("status", _("Status"), cells.status, "Status", export=cells.STATUSES.get, sort=("status", "sort_name")),
        Column(
            "lead_office",
            _("Lead office"),
            cells.lead_office,
            "Lead office",
            source="lead_office__name",
            sort=("lead_office__name", "sort_name"),
            groups=BY_LEAD_OFFICE,
            nullable=True,
            related=("lead_office",),
        ),
        Column(
            "relationship_lead",
            _("Relationship lead"),
            cells.relationship_lead,
            "Relationship lead",
            source="relationship_lead__name",
            sort=("relationship_lead__name", "sort_name"),
            groups=BY_RELATIONSHIP_LEAD,
            nullable=True,
            related=("relationship_lead",),
            on_phone=False,
        ),
        Column(
            "tags",
            _("Tags"),
            cells.tags,
            "Tags",
            lookup=tags_of,
            export=", ".join,
            on_phone=False,
            default=False,
        ),
        Column(
            "maturity",
            _("Maturity"),
            cells.maturity,
            "Maturity",
            lookup=maturity_of,
            export=cells.MATURITY.get,
            on_phone=False,
            default=False,
        ),
    ]


def _particulars() -> list[Column]:
    return [
        Column("city", _("City"), cells.city, "City", sort=("city", "sort_name"), on_phone=False, default=False),
        Column(
            "founded",
            _("Founded"),
            cells.founded,
            "Founded",
            sort=("founded", "sort_name"),
            nullable=True,
            numeric=True,
            on_phone=False,
            default=False,
        ),
        Column("website", _("Website"), cells.website, "Website", on_phone=False, default=False),
        Column("lei", _("LEI"), cells.lei, "LEI", on_phone=False, default=False),
    ]


def _upkeep() -> list[Column]:
    return [
        Column(
            "updated",
            _("Updated"),
            cells.updated,
            "Updated (UTC)",
            source="updated_at",
            sort=("updated_at",),
            on_phone=False,
            default=False,
        ),
    ]


def _country_name(code: str) -> str:
    return countries.label(code)


def _size_order() -> Sequence[Combinable]:
    """From micro to very large; companies of unknown size last."""
    sizes = Value(list(Size.values), output_field=ArrayField(CharField()))
    return [Func(sizes, F("size"), function="array_position", output_field=IntegerField()), F("sort_name")]


def _columns() -> list[Column]:
    """Those of other apps stand before the last one, "Updated"."""
    return [*_who_they_are(), *_how_we_stand(), *_particulars(), *company_columns, *_upkeep()]


COMPANIES = tables.add(
    "companies",
    Table(
        key="companies",
        title=_("Companies"),
        url_name="companies:list",
        rows=Company.objects.visible_to,
        filters=CompanyFilterSet,
        columns=_columns,
        default_sort="name",
        icon="building-2",
        bulk=COMPANY_BULK,
        main_filters=("q", "region", "country", "kind", "status", "lead_office"),
        empty_title=_("No companies yet"),
        empty_text=_("Add the first one, or import a list of them."),
    ),
    order=10,
)
