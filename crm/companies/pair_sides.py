"""Two records side by side, field by field, in a reader's words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.core import countries, locale
from crm.core.text import fold

from .cleaning import country_code
from .models import Affiliation, Company, Contact
from .registries import Activity, Registry

AGREES = pgettext_lazy("of two records", "Agrees")
DIFFERS = pgettext_lazy("of two records", "Differs")
ONE_ONLY = gettext_lazy("Only one says it")


@dataclass(frozen=True, slots=True)
class Row:
    """A field of both. `mark` says in a word how they stand to one another, beside icon and colour; "" where it does
    not matter."""

    label: Any
    first: tuple[str, ...]
    second: tuple[str, ...]
    mark: Any = ""

    @property
    def icon(self) -> str:
        return {str(AGREES): "circle-check", str(DIFFERS): "circle-x"}.get(str(self.mark), "circle")

    @property
    def tone(self) -> str:
        return {str(AGREES): "ok", str(DIFFERS): "bad"}.get(str(self.mark), "neutral")


def company_rows(first: Company, second: Company) -> list[Row]:
    return _rows(first, second, _COMPANY)


def contact_rows(first: Contact, second: Contact, *, details: bool) -> list[Row]:
    """Without `details` neither addresses nor numbers are read out."""
    return _rows(first, second, [*_CONTACT, *(_DETAILS if details else [])])


def activity_rows(registry: Registry[Activity], first: Any, second: Any, user: Any) -> list[Row]:
    """What other apps and this one know to hang on each: a query for each kind."""
    rows = []
    for activity in registry:
        known = activity.read([first.pk, second.pk], user)
        first_words, second_words = (str(known.get(record.pk, activity.absent)) for record in (first, second))
        rows.append(Row(activity.label, (first_words,), (second_words,)))
    return rows


_Field = tuple[Any, Callable[[Any], Iterable[str]], bool]


def _rows(first: Any, second: Any, fields: Iterable[_Field]) -> list[Row]:
    """Fields of which neither says anything are left out."""
    rows = []
    for label, read, compared in fields:
        one, other = (tuple(filter(None, map(str, read(record)))) for record in (first, second))
        if one or other:
            rows.append(Row(capfirst(str(label)), one, other, _mark(one, other) if compared else ""))
    return rows


def _mark(one: tuple[str, ...], other: tuple[str, ...]) -> Any:
    if not one or not other:
        return ONE_ONLY
    return AGREES if {fold(each) for each in one} & {fold(each) for each in other} else DIFFERS


def _plain(name: str) -> Callable[[Any], Iterable[str]]:
    return lambda record: [getattr(record, name) or ""]


def _label(model: Any, name: str) -> Any:
    return model._meta.get_field(name).verbose_name


def _place(record: Company) -> list[str]:
    return [countries.label(country_code(record.country)) if record.country else ""]


def _other_names(record: Company) -> list[str]:
    return [f"{each.name} ({each.get_kind_display()})" for each in record.other_names.all()]


def _numbers(record: Company) -> list[str]:
    return [
        " ".join(filter(None, [str(each.get_kind_display()), country_code(each.country), each.number]))
        for each in record.registrations.all()
    ]


def _entered(record: Any) -> list[str]:
    day = locale.day(record.created_at.date(), locale.current())
    return [_("%(day)s by %(name)s") % {"day": day, "name": record.created_by} if record.created_by else day]


def _posts(record: Contact) -> list[str]:
    rows: Iterable[Affiliation] = record.affiliations.all()
    return [", ".join(filter(None, [str(post.company), post.title])) for post in rows]


def _language(record: Contact) -> list[str]:
    return [Locale.parse(locale.current()).languages.get(record.language, record.language)]


_COMPANY: list[_Field] = [
    (_label(Company, "legal_name"), _plain("legal_name"), True),
    (gettext_lazy("other names"), _other_names, False),
    (_label(Company, "kind"), lambda c: [c.get_kind_display()], True),
    (_label(Company, "country"), _place, True),
    (_label(Company, "city"), _plain("city"), True),
    (_label(Company, "isic"), lambda c: [c.isic_title if c.isic else ""], True),
    (_label(Company, "size"), lambda c: [c.get_size_display()], True),
    (_label(Company, "founded"), _plain("founded"), True),
    (_label(Company, "website"), lambda c: [c.website_short], True),
    (_label(Company, "lei"), _plain("lei"), True),
    (gettext_lazy("register numbers"), _numbers, True),
    (_label(Company, "parent"), _plain("parent"), True),
    (_label(Company, "status"), lambda c: [c.get_status_display()], False),
    (_label(Company, "lead_office"), _plain("lead_office"), False),
    (_label(Company, "relationship_lead"), _plain("relationship_lead"), False),
    (gettext_lazy("entered"), _entered, False),
]
_CONTACT: list[_Field] = [
    (_label(Contact, "name"), _plain("name"), True),
    (_label(Contact, "native_name"), _plain("native_name"), True),
    (gettext_lazy("posts"), _posts, False),
    (_label(Contact, "language"), _language, True),
    (_label(Contact, "consent"), lambda c: [c.get_consent_display()], False),
    (gettext_lazy("entered"), _entered, False),
]
_DETAILS: list[_Field] = [
    (_label(Contact, "emails"), lambda c: c.emails, True),
    (_label(Contact, "phones"), lambda c: c.phones, True),
]
