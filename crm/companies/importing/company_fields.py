"""What a file of companies may say, with the headings under which people write it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core import countries
from crm.imports.registries import ImportField, words

from ..enums import CompanyKind, FoundBy, GlobalCompact, Size
from . import parsing

_KINDS = {
    "company": "corporation, entreprise, societe, empresa",
    "foundation": "fondation, fundacion, trust",
    "association": "ngo, network, reseau, red",
    "individual": "person, personne, persona",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in words(names)}


def _choices(enumeration: Any) -> Any:
    return lambda: list(enumeration.choices)


FIELDS = (
    ImportField(
        "name",
        _("Name"),
        words(
            "legal name, company, company name, organisation, organization, security, entity, partner, nom, "
            "raison sociale, dénomination, entreprise, société, nombre, razón social, empresa, compañía"
        ),
        required=True,
        parse=parsing.name,
    ),
    ImportField(
        "other_names",
        _("Other names"),
        words(
            "aka, also known as, trading name, trade name, brand, former name, autres noms, nom commercial, otros"
            " nombres, nombre comercial"
        ),
        parse=parsing.several,
        help=_("Several are parted by semicolons."),
    ),
    ImportField(
        "country",
        _("Country"),
        words(
            "country of headquarters, hq country, headquarters country, nation, iso, country code, pays, pays du "
            "siège, país, país de la sede"
        ),
        parse=parsing.country,
        choices=countries.choices,
        constant=True,
    ),
    ImportField(
        "location",
        _("Place (city and country in one)"),
        words("headquarters location, headquarters, hq, location, siège, lieu, localisation, sede, ubicación"),
        parse=parsing.location,
    ),
    ImportField("city", _("City"), words("town, headquarters city, hq city, ville, ciudad"), parse=parsing.number),
    ImportField(
        "sector",
        _("Sector"),
        words(
            "isic, industry sector, category, gics sector, isic section, secteur, secteur d’activité, catégorie, "
            "sector de actividad, categoría, rama"
        ),
        parse=parsing.sector,
        choices=parsing.sector_choices,
        constant=True,
    ),
    ImportField(
        "industry",
        _("Sector, narrower"),
        words("gics sub-industry, sub-industry, industry, sub-sector, subsector, branche, sous-secteur, industria"),
        parse=parsing.sector,
        choices=parsing.sector_choices,
        help=_("Goes before the sector where both are there."),
    ),
    ImportField(
        "kind",
        _("Kind"),
        words("type, entity type, nature, forme, tipo"),
        parse=parsing.choice_of(CompanyKind, _KIND_OF),
        choices=_choices(CompanyKind),
        constant=True,
    ),
    ImportField(
        "size", _("Size"), words("company size, taille, tamaño"), parse=parsing.choice_of(Size), choices=_choices(Size)
    ),
    ImportField(
        "founded",
        _("Founded in"),
        words("founded, year founded, established, since, année de création, fondée en, fundada en, año de fundación"),
        parse=parsing.founded,
    ),
    ImportField(
        "website",
        _("Website"),
        words("web, url, homepage, web site, site web, site internet, sitio web, página web"),
        parse=parsing.website,
    ),
    ImportField("lei", _("LEI"), words("legal entity identifier, lei code"), parse=parsing.lei),
    ImportField(
        "registration",
        _("Number in the national register"),
        words(
            "registration number, registration no, company number, register number, numéro d’enregistrement, "
            "siren, rccm, número de registro, nit, ruc"
        ),
        parse=parsing.number,
    ),
    ImportField(
        "cik", _("CIK (US Securities and Exchange Commission)"), words("cik, central index key"), parse=parsing.number
    ),
    ImportField(
        "symbol",
        _("Stock exchange symbol"),
        words("symbol, ticker, ticker symbol, stock symbol, symbole, símbolo"),
        parse=parsing.number,
    ),
    ImportField(
        "global_compact",
        _("UN Global Compact"),
        words("ungc, global compact, pacte mondial, pacto mundial"),
        parse=parsing.choice_of(GlobalCompact),
        choices=_choices(GlobalCompact),
    ),
    ImportField(
        "state_share",
        _("State ownership, per cent"),
        words("state ownership, state share, part de l’état, participación estatal"),
        parse=parsing.share,
    ),
    ImportField(
        "tags",
        _("Tags"),
        words("labels, keywords, étiquettes, mots-clés, etiquetas"),
        parse=parsing.several,
        help=_("Several are parted by semicolons."),
        constant=True,
    ),
    ImportField(
        "found_by",
        _("How it was found"),
        words("found by, lead source, origine du contact, origen del contacto"),
        parse=parsing.choice_of(FoundBy),
        choices=_choices(FoundBy),
        constant=True,
    ),
    ImportField(
        "found_note",
        _("By whom or where it was found"),
        words("source, référence, fuente"),
        parse=parsing.number,
        constant=True,
    ),
    ImportField(
        "description",
        _("Description"),
        words("notes, about, remarks, comments, remarques, observaciones, descripción"),
        parse=parsing.paragraphs,
    ),
)
