"""The queues of possible duplicates, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from . import pair_cells as cells
from . import pair_words
from .models import CompanyPair, ContactPair
from .pair_bulk import COMPANY_PAIRS_BULK, CONTACT_PAIRS_BULK
from .pair_filters import CompanyPairFilterSet, ContactPairFilterSet

_EMPTY = _("Nothing looks alike here")
_EMPTY_TEXT = _("The register is compared in the background as it changes. Try another filter, or come back later.")


def _both(path: str) -> Combinable:
    """The value of either side, in a file one behind the other."""
    parts = [Coalesce(F(f"{side}__{path}"), Value(""), output_field=CharField()) for side in ("first", "second")]
    return Concat(parts[0], Value(" | "), parts[1], output_field=CharField())


def _likeness(reasons: Any) -> list[Column]:
    return [
        Column(
            "likeness",
            _("Likeness"),
            cells.likeness,
            "Likeness",
            source="score",
            export=lambda score: round(score, 2),
            sort=("score", "id"),
        ),
        Column(
            "why",
            _("What agrees and differs"),
            cells.why,
            "Reasons",
            lookup=reasons,
            export=pair_words.short,
            sentence=True,
        ),
    ]


def _state() -> list[Column]:
    return [
        Column(
            "state",
            _("State"),
            cells.state,
            "State",
            export=cells.STATES.get,
            sort=("state", "score"),
            default=False,
            on_phone=False,
        ),
        Column(
            "found",
            _("Found"),
            cells.found,
            "Found (UTC)",
            source="found_at",
            sort=("found_at",),
            default=False,
            on_phone=False,
        ),
    ]


def _company_columns() -> list[Column]:
    return [
        Column(
            "pair",
            _("The two companies"),
            cells.companies,
            "Companies",
            source=_both("legal_name"),
            related=("first", "second"),
            sort=("first__sort_name", "id"),
            lead=True,
        ),
        *_likeness(_reasons_of(CompanyPair)),
        Column("seats", _("Country"), cells.seats, "Countries", source=_both("country"), on_phone=False),
        Column(
            "lead_office",
            _("Lead office"),
            cells.lead_offices,
            "Lead offices",
            source=_both("lead_office__name"),
            related=("first__lead_office", "second__lead_office"),
            on_phone=False,
        ),
        *_state(),
    ]


def _contact_columns() -> list[Column]:
    return [
        Column(
            "pair",
            _("The two people"),
            cells.people,
            "People",
            source=_both("name"),
            related=("first", "second"),
            sort=("first__sort_name", "id"),
            lead=True,
        ),
        *_likeness(_reasons_of(ContactPair)),
        *_state(),
    ]


def _reasons_of(model: Any) -> Any:
    def read(ids: Sequence[int], _user: Any) -> Mapping[int, list[dict[str, Any]]]:
        return dict(model.objects.filter(pk__in=ids).values_list("pk", "reasons"))

    return read


COMPANY_PAIRS = tables.add(
    "company_pairs",
    Table(
        key="company_pairs",
        title=_("Possible duplicates among companies"),
        url_name="companies:pair_list",
        rows=CompanyPair.objects.visible_to,
        filters=CompanyPairFilterSet,
        columns=_company_columns,
        default_sort="-likeness",
        icon="copy",
        bulk=COMPANY_PAIRS_BULK,
        main_filters=("q", "region", "lead_office", "strength", "state"),
        empty_title=_EMPTY,
        empty_text=_EMPTY_TEXT,
    ),
    order=30,
)
CONTACT_PAIRS = tables.add(
    "contact_pairs",
    Table(
        key="contact_pairs",
        title=_("Possible duplicates among people"),
        url_name="companies:contact_pair_list",
        rows=ContactPair.objects.visible_to,
        filters=ContactPairFilterSet,
        columns=_contact_columns,
        default_sort="-likeness",
        icon="copy",
        bulk=CONTACT_PAIRS_BULK,
        main_filters=("q", "lead_office", "strength", "state"),
        empty_title=_EMPTY,
        empty_text=_EMPTY_TEXT,
    ),
    order=31,
)
