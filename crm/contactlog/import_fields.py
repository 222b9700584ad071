"""What a file of contacts may say, with the headings under which people write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.companies.importing import offices, parsing
from crm.companies.importing.offices import OfficeFinder
from crm.core import countries
from crm.core.visibility import Visibility
from crm.imports import dates
from crm.imports.registries import ImportField, words

from .enums import InteractionKind

_WAYS = {
    "call": "telephone, phone, phone call, appel, llamada, visio, video call",
    "meeting": "reunion, rencontre, visit",
    "email": "courriel, mail, e mail, correo",
    "event": "evenement, workshop, atelier, evento, taller",
    "letter": "lettre, carta",
    "message": "whatsapp, sms, mensaje",
}
_WAY_OF = {name: way for way, names in _WAYS.items() for name in words(names)}


@dataclass(frozen=True)
class Hints:
    """The order of days and months that the column of days proves, and our offices."""

    order: dates.Order
    offices: OfficeFinder


def hints(columns: Mapping[str, set[str]]) -> Hints:
    return Hints(dates.order_of(columns.get("date", ())), OfficeFinder())


def _date(text: str, found: Hints) -> date:
    return dates.read(text, found.order)


def _office(text: str, found: Hints) -> int:
    return found.offices.one(text)


def _choices(enumeration: Any) -> Any:
    return lambda: list(enumeration.choices)


FIELDS = (
    ImportField(
        "company",
        _("Company"),
        words("organisation, organization, company name, partner, entreprise, société, empresa"),
        required=True,
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
        "date", _("When"), words("date, day, on, occurred on, quand, jour, fecha, cuándo"), required=True, parse=_date
    ),
    ImportField(
        "kind",
        _("How"),
        words("type, way, channel, kind, moyen, canal, comment, tipo, medio"),
        required=True,
        parse=parsing.choice_of(InteractionKind, _WAY_OF),
        choices=_choices(InteractionKind),
        constant=True,
    ),
    ImportField(
        "subject",
        _("Subject"),
        words("topic, title, about, objet, sujet, asunto, tema"),
        required=True,
        parse=parsing.number,
        constant=True,
    ),
    ImportField(
        "notes",
        _("Notes"),
        words("minutes, summary, details, remarques, compte rendu, notas, resumen"),
        parse=parsing.paragraphs,
    ),
    ImportField("outcome", _("Outcome"), words("result, résultat, resultado"), parse=parsing.paragraphs),
    ImportField(
        "people",
        _("People on their side"),
        words("contact, contacts, participants, people, personnes, personas, participantes"),
        parse=parsing.several,
    ),
    ImportField(
        "themes", _("Themes"), words("theme, thème, thèmes, tema, temas"), parse=parsing.several, constant=True
    ),
    ImportField(
        "visibility",
        _("Who may read the notes"),
        words("visibility, confidentialité, visibilidad"),
        parse=parsing.choice_of(Visibility),
        choices=_choices(Visibility),
        constant=True,
    ),
    ImportField(
        "office",
        _("Our office"),
        words("office, our office, bureau, oficina"),
        parse=_office,
        choices=offices.choices,
        constant=True,
    ),
    ImportField(
        "reason",
        _("Why we went ahead, where another office is in contact"),
        words("reason for going ahead, going ahead"),
        parse=parsing.number,
        constant=True,
    ),
)
