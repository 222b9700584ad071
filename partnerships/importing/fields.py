"""What a file of engagements may say, with the headings under which people write it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.companies.importing import offices, parsing
from crm.core import countries
from crm.imports.registries import ImportField, words
from crm.rates import currencies

from ..enums import (
    AgreementKind,
    ClosingCause,
    ContributionKind,
    Disclosure,
    EngagementKind,
    EngagementType,
    Modality,
    RenewalMode,
    Stage,
)
from . import reading
from .words import reader


def _listed(enumeration: Any) -> Callable[[], list[tuple[str, Any]]]:
    return lambda: list(enumeration.choices)


def _one_of(key: str, label: Any, enumeration: Any, headings: str, **more: Any) -> ImportField:
    """A column of one of our lists, or one of them for all rows."""
    parse, choices = reader(enumeration), _listed(enumeration)
    return ImportField(key, label, words(headings), parse=parse, choices=choices, constant=True, **more)


def _day(key: str, label: Any, headings: str, **more: Any) -> ImportField:
    return ImportField(key, label, words(headings), parse=reading.day, **more)


def _text(key: str, label: Any, headings: str, **more: Any) -> ImportField:
    return ImportField(key, label, words(headings), parse=parsing.paragraphs, **more)


_WHAT = (
    ImportField(
        "company",
        _("Companies"),
        words(
            "company, partner, partners, company name, organisation, organization, name of private sector entity, "
            "private sector entity, private sector partner, entreprise, entreprises, société, partenaire, partenaires, "
            "partenaire du secteur privé, empresa, empresas, socio, socios, entidad del sector privado"
        ),
        required=True,
        parse=reading.names,
        help=_("Several in one cell stand on lines of their own, or between semicolons."),
    ),
    _one_of(
        "kind",
        _("Partnership or collaboration"),
        EngagementKind,
        "kind, kind of engagement, nature of engagement, engagement, partnership or collaboration?, nature, nature de "
        "l'engagement, partenariat ou collaboration, clase, naturaleza, alianza o colaboración",
        required=True,
    ),
    ImportField(
        "title",
        _("Title"),
        words("name, project, project title, titre, intitulé, nom, projet, título, nombre, proyecto"),
        parse=parsing.number,
        constant=True,
        help=_("Empty: the event’s name, else the company’s."),
    ),
    _one_of(
        "type",
        _("Main type"),
        EngagementType,
        "type, type of partnership, type of engagement, category, type principal, type de partenariat, catégorie, "
        "tipo, tipo principal, tipo de alianza, categoría",
        required=True,
    ),
    _one_of(
        "modality",
        _("Modality"),
        Modality,
        "modality, mode of engagement, modalité, modalidad",
    ),
    ImportField(
        "lead_office",
        _("Lead office"),
        words(
            "office, country office, mission, lead, our office, bureau, bureau chef de file, bureau de pays, oficina, "
            "oficina responsable, oficina en el país, misión"
        ),
        parse=reading.office,
        choices=offices.choices,
        constant=True,
        help=_("Empty: your own office."),
    ),
    ImportField(
        "offices",
        _("Other offices"),
        words("offices, joined offices, autres bureaux, bureaux, otras oficinas, oficinas"),
        parse=reading.offices,
    ),
    ImportField(
        "countries",
        _("Countries"),
        words("country, where, pays, países, país"),
        parse=reading.country_codes,
        choices=countries.choices,
        constant=True,
    ),
    ImportField(
        "themes",
        _("Themes"),
        words(
            "theme, thematic area, thematic areas, topic, thème, thèmes, domaine thématique, tema, temas, área temática"
        ),
        parse=parsing.several,
        constant=True,
    ),
    ImportField(
        "sdgs",
        _("Sustainable Development Goals"),
        words("sdg, sdgs, goals, odd, objectifs de développement durable, ods, objetivos de desarrollo sostenible"),
        parse=reading.goals,
        constant=True,
    ),
    _day(
        "starts_on",
        _("Begins, or held on"),
        "starts, start, start date, begins, date, held on, from, début, date de début, commence, tenu le, du, "
        "inicio, fecha, fecha de inicio, celebrado el, desde",
        constant=True,
    ),
    _day(
        "ends_on",
        _("Ends"),
        "ends on, end, end date, until, to, fin, date de fin, jusqu'au, au, fecha de fin, fecha de finalización, hasta",
        constant=True,
        help=_("Also of the agreement, which runs from the beginning to here."),
    ),
    ImportField(
        "event",
        _("Event"),
        words("workshop, event name, campaign, événement, atelier, campagne, evento, taller, campaña"),
        parse=parsing.number,
        constant=True,
        help=_("In which collaborations with several companies belong together."),
    ),
    _text(
        "description",
        _("Description"),
        "summary, details, remarks, comments, notes, résumé, remarques, commentaires, descripción, resumen, "
        "comentarios, observaciones",
    ),
    _one_of(
        "disclosure",
        _("Disclosure"),
        Disclosure,
        "disclosure level, confidentiality, diffusion, confidentialité, divulgación, confidencialidad",
    ),
)
_PARTNERSHIP = (
    _one_of("stage", _("Stage"), Stage, "status, pipeline stage, state, étape, statut, état, etapa, estado"),
    ImportField(
        "airline",
        _("Airline agreement"),
        words("airline, accord avec une compagnie aérienne, compagnie aérienne, acuerdo con una aerolínea, aerolínea"),
        parse=reading.yes,
    ),
    ImportField(
        "expected_usd",
        _("Expected benefit, USD"),
        words("expected usd, expected benefit, expected, bénéfice attendu, montant attendu, beneficio esperado"),
        parse=reading.usd,
    ),
    _one_of(
        "agreement_kind",
        _("Kind of agreement"),
        AgreementKind,
        "agreement, type of agreement, agreement type, accord, type d'accord, nature de l'accord, acuerdo, "
        "tipo de acuerdo",
    ),
    _day(
        "signed_on",
        _("Agreement signed on"),
        "signed on, signed, date signed, signature date, date of signature, signé le, date de signature, firmado el, "
        "fecha de firma",
    ),
    _one_of("renewal", _("Renewal"), RenewalMode, "renewal mode, renouvellement, renovación"),
    _one_of(
        "cause",
        _("Cause of its end"),
        ClosingCause,
        "cause, closing cause, motif, cause de fin, causa, causa del fin",
    ),
    _text(
        "end_reason",
        _("Why it ended"),
        "reason for closing, closing reason, raison de la fin, pourquoi il a pris fin, motivo del fin, por qué terminó",
    ),
)
_MONEY = (
    ImportField(
        "pledged",
        _("Pledged"),
        words(
            "contribution, contribution (usd), amount, amount pledged, pledge, contribution promise, montant, "
            "montant promis, promesse, contribución, monto, importe, monto prometido, compromiso"
        ),
        parse=reading.amount("pledged"),
        help=_("Empty: as much as was received."),
    ),
    ImportField(
        "currency",
        _("Currency"),
        words("devise, monnaie, moneda, divisa"),
        parse=reading.currency,
        choices=currencies.choices,
        constant=True,
        help=_("For amounts that do not say theirs."),
    ),
    _day(
        "pledged_on",
        _("Pledged on"),
        "pledge date, date of pledge, promis le, date de la promesse, prometido el, fecha del compromiso",
        constant=True,
        help=_("Empty: the day of signature, else the first day."),
    ),
    ImportField(
        "received",
        _("Received"),
        words(
            "amount received, amount received in usd, received amount, montant reçu, reçu, monto recibido, importe "
            "recibido, recibido"
        ),
        parse=reading.amount("received"),
    ),
    _day(
        "received_on",
        _("Received on"),
        "date received, reçu le, date de réception, recibido el, fecha de recepción",
        constant=True,
        help=_("Empty: the day of the pledge."),
    ),
    _one_of(
        "contribution_kind",
        _("Cash or in kind"),
        ContributionKind,
        "contribution kind, kind of contribution, contribution type, type of contribution, nature de la contribution, "
        "en espèces ou en nature, tipo de contribución, efectivo o especie",
        help=_("Empty: cash."),
    ),
)
_APPROACH = (
    ImportField(
        "going_ahead",
        _("Why we went ahead, where another office is in contact"),
        words("reason for going ahead, going ahead, why we went ahead, pourquoi nous avons poursuivi"),
        parse=parsing.number,
        constant=True,
    ),
)
FIELDS = (*_WHAT, *_PARTNERSHIP, *_MONEY, *_APPROACH)
