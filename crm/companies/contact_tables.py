"""The list of people, for the machinery of crm.listing."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from crm.core.templatetags.concord import ago, badge
from crm.core.text import fold
from crm.core.widgets import TypeAhead, combobox_attrs
from crm.listing.columns import Column
from crm.listing.links import links_to
from crm.listing.registries import Table, tables
from crm.listing.widgets import Choice

from .enums import Consent
from .models import Affiliation, Company, Contact

_person, _company = links_to("companies:contact_detail"), links_to("companies:detail")
_CONSENTS = dict(Consent.choices)
_TONES = {Consent.GIVEN.value: "ok", Consent.WITHDRAWN.value: "bad"}


class ContactFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name or address"), method="find", widget=forms.TextInput(attrs={"type": "search"})
    )
    company = django_filters.ModelChoiceFilter(
        label=_("Company"), queryset=Company.objects.kept(), method="at_company", widget=TypeAhead("companies:suggest")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country of the company"),
        choices=lambda: list(countries),
        method="in_country",
        empty_label=_("Any country"),
        widget=Choice,
    )
    consent = django_filters.ChoiceFilter(
        label=_("Consent"), choices=Consent.choices, empty_label=_("Any"), widget=Choice
    )
    key_person = django_filters.BooleanFilter(label=_("Key people only"), method="key", widget=forms.CheckboxInput)

    class Meta:
        model = Contact
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["country"].widget.attrs |= combobox_attrs()

    def find(self, people: QuerySet, _name: str, text: str) -> QuerySet:
        """Every word of the text begins the name or one of its parts; or the whole text is an address."""
        words, named = fold(text).split(), Q()
        for word in words:
            named &= Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}")
        if "@" in text:
            named |= Q(emails__contains=[text.strip()]) & ~Q(consent=Consent.WITHDRAWN)
        return people.filter(named) if words else people

    def at_company(self, people: QuerySet, _name: str, company: Company) -> QuerySet:
        return people.filter(pk__in=Affiliation.objects.filter(company=company).values("contact"))

    def in_country(self, people: QuerySet, _name: str, code: str) -> QuerySet:
        there = Affiliation.objects.filter(company__country=code, until=None)
        return people.filter(pk__in=there.values("contact"))

    def key(self, people: QuerySet, _name: str, only: bool) -> QuerySet:
        posts = Affiliation.objects.filter(key_person=True, until=None)
        return people.filter(pk__in=posts.values("contact")) if only else people


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


def _name(contact: Contact) -> Any:
    native = (
        format_html('<span class="table-sub"><bdi>{}</bdi></span>', contact.native_name) if contact.native_name else ""
    )
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>{}', _person(contact.pk), contact.name, native)


def _companies(posts: Sequence[tuple[int, str, str]] | None) -> Any:
    links = ((_company(pk), name) for pk, name, _title in posts or ())
    return format_html_join(", ", '<a href="{}" dir="auto">{}</a>', links)


def _titles(posts: Sequence[tuple[int, str, str]] | None) -> Any:
    return ", ".join(title for _pk, _company, title in posts or () if title)


def _emails(addresses: Sequence[str] | None) -> Any:
    return format_html_join(", ", '<a href="mailto:{}" dir="ltr">{}</a>', ((each, each) for each in addresses or ()))


def _phones(numbers: Sequence[str] | None) -> Any:
    links = ((each.replace(" ", ""), each) for each in numbers or ())
    return format_html_join(", ", '<a class="nowrap" href="tel:{}" dir="ltr">{}</a>', links)


def _consent(contact: Contact) -> Any:
    if contact.do_not_contact:
        return badge(_("Do not contact"), "bad")
    return badge(_CONSENTS[contact.consent], _TONES.get(contact.consent, "neutral"))


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), _name, "Name", sort=("sort_name",), lead=True),
        Column(
            "company",
            _("Company"),
            _companies,
            "Company",
            lookup=posts_of,
            export=lambda posts: "; ".join(company for _pk, company, _title in posts),
        ),
        Column("title", _("Job title"), _titles, "Job title", lookup=posts_of, export=_titles),
        Column(
            "emails",
            _("E-mail"),
            _emails,
            "E-mail",
            lookup=_open_details("emails"),
            export="; ".join,
            on_phone=False,
        ),
        Column(
            "phones",
            _("Telephone"),
            _phones,
            "Telephone",
            lookup=_open_details("phones"),
            export="; ".join,
            on_phone=False,
        ),
        Column("consent", _("Consent"), _consent, "Consent", export=_CONSENTS.get, sort=("consent", "sort_name")),
        Column(
            "do_not_contact",
            _("Do not contact"),
            lambda contact: contact.do_not_contact_reason,
            "Do not contact (reason)",
            source="do_not_contact_reason",
            default=False,
            on_phone=False,
        ),
        Column(
            "language",
            _("Language"),
            lambda contact: contact.language,
            "Language",
            sort=("language", "sort_name"),
            default=False,
            on_phone=False,
        ),
        Column(
            "updated",
            _("Updated"),
            lambda contact: ago(contact.updated_at),
            "Updated (UTC)",
            source="updated_at",
            sort=("updated_at",),
            default=False,
            on_phone=False,
        ),
    ]


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
