"""The list of merges, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.core.selects import Choice
from crm.core.templatetags.concord import badge, person, when
from crm.core.widgets import TypeAhead
from crm.listing.columns import Column
from crm.listing.links import links_to
from crm.listing.registries import Table, tables

from .enums import MergeKind
from .forms.fields import RecordFilter
from .models import Company, Merge

_merge = links_to("companies:merge_detail")
_targets = {MergeKind.COMPANY: links_to("companies:detail"), MergeKind.CONTACT: links_to("companies:contact_detail")}
_KINDS = dict(MergeKind.choices)
STANDS, UNDONE = _("stands"), _("undone")


class MergeFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name"), method="find", widget=forms.TextInput(attrs={"type": "search"}))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=MergeKind.choices, empty_label=_("Any"), widget=Choice)
    undone = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("no", STANDS), ("yes", UNDONE)],
        method="in_state",
        empty_label=_("Any"),
        widget=Choice,
    )
    company = RecordFilter(
        label=_("Company"),
        queryset=Company.objects.kept(),
        method="of_company",
        widget=TypeAhead("companies:suggest"),
    )

    class Meta:
        model = Merge
        fields: list[str] = []

    def find(self, merges: Any, _name: str, text: str) -> QuerySet:
        return merges.named(text)

    def in_state(self, merges: QuerySet, _name: str, value: str) -> QuerySet:
        return merges.filter(undone_at__isnull=value == "no")

    def of_company(self, merges: QuerySet, _name: str, company: Company) -> QuerySet:
        return merges.filter(Q(source_company=company) | Q(target_company=company))


def sources_of(ids: Sequence[int], _user: Any) -> Mapping[int, tuple[int, str]]:
    """The merge's number, by which its page is found, and the name of its source."""
    rows = Merge.objects.filter(pk__in=ids)
    names = rows.values_list("pk", "source_company__legal_name", "source_contact__name")
    return {pk: (pk, company or contact) for pk, company, contact in names}


def _source(found: tuple[int, str]) -> Any:
    pk, name = found
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', _merge(pk), name)


def targets_of(ids: Sequence[int], _user: Any) -> Mapping[int, tuple[str, str]]:
    rows = Merge.objects.filter(pk__in=ids).values_list(
        "pk", "kind", "target_company", "target_company__legal_name", "target_contact", "target_contact__name"
    )
    return {
        pk: (_targets[MergeKind(kind)](company or contact), company_name or contact_name)
        for pk, kind, company, company_name, contact, contact_name in rows
    }


def _target(found: tuple[str, str]) -> Any:
    return format_html('<a href="{}" dir="auto">{}</a>', *found)


def _state(merge: Merge) -> Any:
    return badge(UNDONE, "neutral") if merge.undone_at else badge(STANDS, "ok")


def _columns() -> list[Column]:
    return [
        Column("source", _("Merged"), _source, "Merged", lookup=sources_of, export=lambda found: found[1], lead=True),
        Column(
            "target",
            _("Into"),
            _target,
            "Into",
            lookup=targets_of,
            export=lambda found: found[1],
            named_on_phone=True,
        ),
        Column("kind", _("Kind"), lambda merge: _KINDS[merge.kind], "Kind", export=_KINDS.get, on_phone=False),
        Column("at", _("When"), lambda merge: when(merge.at), "When (UTC)", sort=("at", "pk")),
        Column("by", _("By"), lambda merge: person(merge.by), "By", source="by__name", related=("by",), on_phone=False),
        Column(
            "state",
            _("State"),
            _state,
            "State",
            source="undone_at",
            export=lambda undone_at: UNDONE if undone_at else STANDS,
        ),
        Column(
            "undone_at",
            _("Undone"),
            lambda merge: when(merge.undone_at),
            "Undone (UTC)",
            sort=("undone_at", "pk"),
            nullable=True,
            default=False,
            on_phone=False,
        ),
    ]


MERGES = tables.add(
    "merges",
    Table(
        key="merges",
        title=_("Merges"),
        url_name="companies:merge_list",
        rows=lambda user: Merge.objects.visible_to(user).defer("journal"),
        filters=MergeFilterSet,
        columns=_columns,
        default_sort="-at",
        icon="merge",
        main_filters=("q", "kind", "undone"),
        empty_title=_("Nothing was merged yet"),
        empty_text=_("Two records of the same company or person are made one from the menu of either."),
    ),
    order=25,
)
