"""The list of contacts for the machinery of crm.listing, and what the list of companies shows of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, F, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import offices_by_name, people_by_name
from crm.companies.models import Theme
from crm.listing.columns import Column
from crm.listing.groups import Groups
from crm.listing.registries import Table, tables

from . import cells
from .filters import InteractionPageFilter
from .models import Interaction


def _rows(user: Any) -> Any:
    return Interaction.objects.visible_to(user).with_notes_open(user)


def _readable(field: str) -> Combinable:
    """In a file, too, the database leaves out what this person may not read."""
    return Case(When(notes_open=True, then=F(field)))


def themes_of(ids: Sequence[int], _user: Any) -> Mapping[int, list[str]]:
    through = Interaction.themes.through.objects.filter(interaction__in=ids).values_list("interaction_id", "theme_id")
    pairs = list(through)
    names = {theme.pk: str(theme) for theme in Theme.objects.filter(pk__in={theme for _row, theme in pairs})}
    found: dict[int, list[str]] = {}
    for row, theme in pairs:
        found.setdefault(row, []).append(names[theme])
    return found


def people_of(ids: Sequence[int], user: Any) -> Mapping[int, list[str]]:
    """Whom an office met, of the rows that this person may read."""
    open_rows = Interaction.objects.filter(pk__in=ids).readable_by(user).values("pk")
    pairs = Interaction.contacts.through.objects.filter(interaction__in=open_rows).order_by("contact__sort_name")
    found: dict[int, list[str]] = {}
    for row, name in pairs.values_list("interaction_id", "contact__name"):
        found.setdefault(row, []).append(name)
    return found


# By name there is no index; within each office and each person there is one.
BY_OFFICE = Groups("office", offices_by_name, "occurred_on")
BY_AUTHOR = Groups("by", people_by_name, "occurred_on")


def _what_happened() -> list[Column]:
    return [
        Column("contact", _("Contact"), cells.contact, "Subject", source=_readable("subject"), lead=True),
        Column(
            "company",
            _("Company"),
            cells.company,
            "Company",
            source="company__legal_name",
            sort=("company__sort_name", "occurred_on"),
            related=("company",),
            named_on_phone=True,
        ),
        Column("when", _("When"), cells.when, "Date", source="occurred_on", sort=("occurred_on", "pk")),
        Column(
            "office",
            _("Office"),
            cells.office,
            "Office",
            source="office__name",
            sort=("office__name", "occurred_on"),
            groups=BY_OFFICE,
            related=("office",),
        ),
    ]


def _what_about() -> list[Column]:
    return [
        Column("themes", _("Themes"), cells.words, "Themes", lookup=themes_of, export=cells.words, on_phone=False),
        Column(
            "people",
            _("People on their side"),
            cells.words,
            "People",
            lookup=people_of,
            export=cells.words,
            on_phone=False,
            default=False,
        ),
        Column("kind", _("How"), cells.kind, "Kind", export=cells.KINDS.get, on_phone=False, default=False),
        Column(
            "outcome",
            _("Outcome"),
            cells.outcome,
            "Outcome",
            source=_readable("outcome"),
            on_phone=False,
            default=False,
        ),
    ]


def _the_entry() -> list[Column]:
    """Who wrote it, when, and for whom."""
    return [
        Column(
            "visibility",
            _("Who may read it"),
            cells.visibility,
            "Visibility",
            export=cells.VISIBILITIES.get,
            on_phone=False,
            default=False,
        ),
        Column(
            "by",
            _("Logged by"),
            cells.by,
            "Logged by",
            source="by__name",
            sort=("by__name", "occurred_on"),
            groups=BY_AUTHOR,
            related=("by",),
            on_phone=False,
        ),
        Column(
            "logged",
            _("Entered"),
            cells.logged,
            "Entered (UTC)",
            source="created_at",
            on_phone=False,
            default=False,
        ),
    ]


def _columns() -> list[Column]:
    return [*_what_happened(), *_what_about(), *_the_entry()]


tables.add(
    "interactions",
    Table(
        key="interactions",
        title=_("Contact log"),
        url_name="contactlog:list",
        rows=_rows,
        filters=InteractionPageFilter,
        columns=_columns,
        default_sort="-when",
        icon="message-square",
        main_filters=("search", "company", "office", "kind", "themes", "occurred_after"),
        empty_title=_("Nothing logged yet"),
        empty_text=_("Log the first call or meeting: half a minute, and every office knows who is talking to whom."),
    ),
    order=40,
)
