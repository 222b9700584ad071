"""What a file of people may say, with the headings under which people write it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core import countries
from crm.core.text import fold
from crm.imports import dates
from crm.imports.registries import ImportField, words

from .. import contact_cleaning
from . import parsing

_LANGUAGES = {
    "en": "english, anglais, ingles",
    "fr": "french, francais, frances",
    "es": "spanish, espagnol, espanol",
    "ar": "arabic, arabe",
    "pt": "portuguese, portugais, portugues",
}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in words(names)}


def _emails(text: str, _hints: Any) -> tuple[str, ...]:
    return tuple(
        contact_cleaning.email(part) for part in parsing.several(text.replace(",", ";").replace(" ", ";"), None)
    )


def _language(text: str, _hints: Any) -> str:
    return contact_cleaning.language(_LANGUAGE_OF.get(fold(text), text))


def _date(text: str, order: Any) -> date:
    return dates.read(text, order)


def hints(columns: Mapping[str, set[str]]) -> dates.Order:
    return dates.order_of(columns.get("since", ()))


FIELDS = (
    ImportField(
        "name",
        _("Name"),
        words(
            "full name, contact, contact name, person, contact person, nom complet, personne de contact, nombre "
            "completo, persona de contacto"
        ),
        parse=parsing.number,
    ),
    ImportField(
        "first_name", _("First name"), words("given name, forename, prénom, nombre de pila"), parse=parsing.number
    ),
    ImportField(
        "last_name",
        _("Last name"),
        words("surname, family name, nom de famille, apellido, apellidos"),
        parse=parsing.number,
    ),
    ImportField("native_name", _("Name in its own script"), words("native name, local name"), parse=parsing.number),
    ImportField(
        "company",
        _("Company"),
        words(
            "organisation, organization, company name, employer, entreprise, société, employeur, empresa, organización"
        ),
        parse=parsing.number,
        constant=True,
    ),
    ImportField(
        "country",
        _("Country of the company"),
        words("country, pays, país"),
        parse=parsing.country,
        choices=countries.choices,
        constant=True,
    ),
    ImportField(
        "title",
        _("Job title"),
        words("title, position, role, function, fonction, poste, titre, cargo, puesto"),
        parse=parsing.number,
    ),
    ImportField(
        "emails",
        _("E-mail addresses"),
        words("e-mail, email, email address, mail, courriel, adresse e-mail, correo, correo electrónico"),
        parse=_emails,
    ),
    ImportField(
        "phones",
        _("Telephone numbers"),
        words("phone, telephone, mobile, tel, téléphone, portable, teléfono, móvil"),
        parse=parsing.several,
    ),
    ImportField("language", _("Preferred language"), words("language, langue, idioma"), parse=_language),
    ImportField("since", _("At the company since"), words("since, start date, depuis, desde"), parse=_date),
    ImportField("notes", _("Notes"), words("remarks, comments, remarques, observaciones"), parse=parsing.paragraphs),
)
