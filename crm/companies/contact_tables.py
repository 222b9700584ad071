"""The list of people, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.listing.columns import Column
from crm.listing.registries import Table, tables

from . import contact_cells as cells
from .contact_filters import ContactFilterSet
from .enums import Consent
from .models import Affiliation, Contact


def posts_of(ids: Sequence[int], _user: Any) -> Mapping[int, list[tuple[int, str, str]]]:
    """Present posts: the company's id, its name, the job title."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    rows = Affiliation.objects.filter(contact__in=ids, until=None, company__binned_at=None).order_by("id")
    for contact, *post in rows.values_list("contact_id", "company_id", "company__legal_name", "title"):
        found.setdefault(contact, []).append(tuple(post))
    return found


def _open_details(field: str) -> Any:
    """Addresses and numbers of those who did not withdraw consent; a list carries nobody else's."""

    def read(ids: Sequence[int], _user: Any) -> Mapping[int, list[str]]:
        people = Contact.objects.filter(pk__in=ids).exclude(consent=Consent.WITHDRAWN)
        return dict(people.values_list("pk", field))

    return read


def _who_they_are() -> list[Column]:
    return [
        Column("name", _("Name"), cells.name, "Name", sort=("sort_name",), lead=True),
        Column(
            "company",
            _("Company"),
            cells.companies,
            "Company",
            lookup=posts_of,
            export=cells.company_names,
        ),
        Column("title", _("Job title"), cells.titles, "Job title", lookup=posts_of, export=cells.titles),
    ]


def _how_to_reach() -> list[Column]:
    """Addresses and numbers, and whether they may be used."""
    return [
        Column(
            "emails",
            _("E-mail"),
            cells.emails,
            "E-mail",
            lookup=_open_details("emails"),
            export="; ".join,
            on_phone=False,
        ),
        Column(
            "phones",
            _("Telephone"),
            cells.phones,
            "Telephone",
            lookup=_open_details("phones"),
            export="; ".join,
            on_phone=False,
        ),
        Column(
            "consent", _("Consent"), cells.consent, "Consent", export=cells.CONSENTS.get, sort=("consent", "sort_name")
        ),
        Column(
            "do_not_contact",
            _("Do not contact"),
            cells.why_not,
            "Do not contact (reason)",
            source="do_not_contact_reason",
            default=False,
            on_phone=False,
        ),
        Column(
            "language",
            _("Language"),
            cells.language,
            "Language",
            sort=("language", "sort_name"),
            default=False,
            on_phone=False,
        ),
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
            default=False,
            on_phone=False,
        ),
    ]


def _columns() -> list[Column]:
    return [*_who_they_are(), *_how_to_reach(), *_upkeep()]


PEOPLE = tables.add(
    "people",
    Table(
        key="people",
        title=_("People"),
        url_name="companies:contact_list",
        rows=Contact.objects.visible_to,
        filters=ContactFilterSet,
        columns=_columns,
        default_sort="name",
        icon="users",
        main_filters=("q", "company", "country", "consent", "key_person"),
        empty_title=_("No people yet"),
        empty_text=_("People come in with the contacts that are logged, or are entered on their own."),
    ),
    order=20,
)
