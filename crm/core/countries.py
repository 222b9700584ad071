"""Countries as people write them: names in several languages, codes, usual short forms. What is unclear is not guessed."""

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
    "usa": "US", "u s a": "US", "u s": "US", "united states of america": "US", "america": "US", "etats unis d amerique": "US", "eeuu": "US", "ee uu": "US", "estados unidos de america": "US",
    "uk": "GB", "u k": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "grande bretagne": "GB", "angleterre": "GB", "inglaterra": "GB", "gran bretana": "GB",
    "holland": "NL", "the netherlands": "NL", "hollande": "NL", "holanda": "NL",
    "south korea": "KR", "republic of korea": "KR", "korea republic of": "KR", "korea rep": "KR", "coree du sud": "KR", "corea del sur": "KR", "rok": "KR",
    "north korea": "KP", "dprk": "KP", "russia": "RU", "russian federation": "RU", "federation de russie": "RU",
    "czech republic": "CZ", "republique tcheque": "CZ", "republica checa": "CZ", "slovak republic": "SK",
    "turkey": "TR", "turquie": "TR", "turquia": "TR", "turkiye": "TR", "ivory coast": "CI", "cote d ivoire": "CI", "cape verde": "CV", "swaziland": "SZ", "burma": "MM",
    "uae": "AE", "u a e": "AE", "emirates": "AE", "drc": "CD", "dr congo": "CD", "democratic republic of congo": "CD", "democratic republic of the congo": "CD", "congo kinshasa": "CD", "congo brazzaville": "CG", "rdc": "CD", "republic of the congo": "CG",
    "macedonia": "MK", "north macedonia": "MK", "moldova": "MD", "republic of moldova": "MD", "tanzania": "TZ", "united republic of tanzania": "TZ", "bolivia": "BO", "venezuela": "VE", "iran": "IR", "islamic republic of iran": "IR", "syria": "SY", "syrian arab republic": "SY", "laos": "LA", "vietnam": "VN", "viet nam": "VN", "brunei": "BN",
    "palestine": "PS", "state of palestine": "PS", "vatican": "VA", "holy see": "VA", "micronesia": "FM", "timor": "TL", "east timor": "TL", "bahamas": "BS", "the bahamas": "BS", "gambia": "GM", "the gambia": "GM", "philippines": "PH", "the philippines": "PH", "hong kong": "HK", "hong kong sar": "HK", "hongkong": "HK", "macau": "MO", "macao": "MO", "taiwan": "TW", "prc": "CN", "p r china": "CN", "people s republic of china": "CN", "mainland china": "CN", "lao pdr": "LA", "brasil": "BR", "kosovo": "XK",
}  # fmt: skip
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
    for code in known:
        found.setdefault(fold(code), set()).add(code)
        found.setdefault(fold(countries.alpha3(code)), set()).add(code)
        found.setdefault(fold(str(known[code])), set()).add(code)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in known and "-alt" not in code:
                found.setdefault(fold(name), set()).add(code)
    names = {name: next(iter(codes)) for name, codes in found.items() if name and len(codes) == 1}
    return {**names, **{k: v for k, v in _ALIASES.items() if v in known}}


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
