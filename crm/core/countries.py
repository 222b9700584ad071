"""Countries as people write them: names in several languages, codes, short forms. What is unclear is not guessed."""

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django_countries import countries
from rapidfuzz import fuzz, process

from .text import fold

LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "de", "it", "nl")
# Forms that no list of names has. Only what can mean one country.
_ALIASES = {
    "AE": "emirates, u a e, uae",
    "BN": "brunei",
    "BO": "bolivia",
    "BR": "brasil",
    "BS": "bahamas, the bahamas",
    "CD": "congo kinshasa, democratic republic of congo, democratic republic of the congo, dr congo, drc, rdc",
    "CG": "congo brazzaville, republic of the congo",
    "CI": "cote d ivoire, ivory coast",
    "CN": "mainland china, p r china, people s republic of china, prc",
    "CV": "cape verde",
    "CZ": "czech republic, republica checa, republique tcheque",
    "FM": "micronesia",
    "GB": (
        "angleterre, britain, england, gran bretana, grande bretagne, great britain, inglaterra, northern ireland,"
        " scotland, u k, uk, wales"
    ),
    "GM": "gambia, the gambia",
    "HK": "hong kong, hong kong sar, hongkong",
    "IR": "iran, islamic republic of iran",
    "KP": "dprk, north korea",
    "KR": "corea del sur, coree du sud, korea rep, korea republic of, republic of korea, rok, south korea",
    "LA": "lao pdr, laos",
    "MD": "moldova, republic of moldova",
    "MK": "macedonia, north macedonia",
    "MM": "burma",
    "MO": "macao, macau",
    "NL": "holanda, holland, hollande, the netherlands",
    "PH": "philippines, the philippines",
    "PS": "palestine, state of palestine",
    "RU": "federation de russie, russia, russian federation",
    "SK": "slovak republic",
    "SY": "syria, syrian arab republic",
    "SZ": "swaziland",
    "TL": "east timor, timor",
    "TR": "turkey, turkiye, turquia, turquie",
    "TW": "taiwan",
    "TZ": "tanzania, united republic of tanzania",
    "US": (
        "america, ee uu, eeuu, estados unidos de america, etats unis d amerique, u s, u s a, united states of "
        "america, usa"
    ),
    "VA": "holy see, vatican",
    "VE": "venezuela",
    "VN": "viet nam, vietnam",
    "XK": "kosovo",
}
_ALIAS_OF = {name: code for code, names in _ALIASES.items() for name in names.split(", ")}
# Names that mean several countries, whatever a list says.
_SEVERAL = {
    "korea": ("KR", "KP"), "coree": ("KR", "KP"), "corea": ("KR", "KP"), "congo": ("CD", "CG"),
    "virgin islands": ("VI", "VG"), "china hong kong": ("HK", "CN"), "hong kong china": ("HK", "CN"),
}  # fmt: skip
_PARTS = ("/", ";", " and ", " & ", ",", " - ", "|")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Folded name or code -> code, in every language; a name that two countries share is left out."""
    found: dict[str, set[str]] = {}
    known = dict(countries)
    for code, english in known.items():
        for name in (code, countries.alpha3(code), str(english)):
            found.setdefault(fold(name), set()).add(code)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in known and "-alt" not in code:
                found.setdefault(fold(name), set()).add(code)
    names = {name: next(iter(codes)) for name, codes in found.items() if name and len(codes) == 1}
    return {**names, **{k: v for k, v in _ALIAS_OF.items() if v in known}}


def find(text: str) -> str | None:
    """The ISO 3166 code, where the text can mean one country only."""
    plain = fold(text)
    return None if plain in _SEVERAL else _names().get(plain)


def suggest(text: str, limit: int = 6) -> list[str]:
    """Codes that the text might mean, likeliest first: its parts, names that contain it, names spelt like it."""
    plain = fold(text)
    likely = dict.fromkeys([*_SEVERAL.get(plain, ()), *_of_parts(text)])
    if len(likely) > 1:
        return list(likely)[:limit]
    words = set(plain.split())
    for name, code in _names().items():
        if words and len(plain) > 3 and words <= set(name.split()):
            likely.setdefault(code)
    if plain and len(likely) < limit:
        for name, _score, _index in process.extract(
            plain, _long_names(), scorer=fuzz.WRatio, limit=limit, score_cutoff=82
        ):
            likely.setdefault(_names()[name])
    return list(likely)[:limit]


def _of_parts(text: str) -> Iterator[str]:
    for mark in _PARTS:
        parts = text.split(mark)
        if len(parts) < 2:
            continue
        for part in parts:
            code = find(part)
            close = code or next(
                iter(process.extract(fold(part), _long_names(), scorer=fuzz.token_set_ratio, limit=1, score_cutoff=95)),
                None,
            )
            if close:
                yield close if isinstance(close, str) else _names()[close[0]]


@lru_cache(maxsize=1)
def _long_names() -> list[str]:
    return [name for name in _names() if len(name) > 3]


def label(code: str) -> str:
    """The name in the reader's language."""
    return str(countries.name(code)) or code


def choices() -> list[tuple[str, str]]:
    """All countries by name in the reader's language, for a select."""
    return _choices(get_language() or "en")


@lru_cache(maxsize=8)
def _choices(_language: str) -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in countries]
