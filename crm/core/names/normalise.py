"""One normal form of a name, on which search, duplicates and watch lists build."""

from dataclasses import dataclass
from functools import lru_cache

from .attached import set_apart
from .characters import signs
from .company_words import canonical_words, distinctive_words, without_articles
from .enums import Kind, Script
from .legal_forms import strip_legal_forms
from .numbers import in_digits
from .people import divided, person_words
from .scripts import script_of
from .spelling import compose, romanise_word, words

# Stored beside every index row; raise it when the same text would give other words, and indexes rebuild.
NORMALISER_VERSION = 4

_SHIP_PREFIXES = frozenset({"mv", "mt", "ms", "ss", "sv", "fv", "mts", "my"})

CACHED_NAMES = 65_536


@dataclass(frozen=True, slots=True)
class NormalName:
    """`folded` is how the name reads (what somebody types), `tokens` what is compared: "Intl" is "international".

    `characters` are the signs of a Chinese, Japanese or Korean name, where each tells more than its sound."""

    text: str
    kind: Kind
    folded: str
    tokens: tuple[str, ...]
    legal_form: str
    script: Script
    characters: str = ""


@lru_cache(maxsize=CACHED_NAMES)
def normalise(text: str, kind: Kind) -> NormalName:
    if kind is Kind.PERSON:
        return _person(text)
    return _organisation(text, kind)


def _organisation(text: str, kind: Kind) -> NormalName:
    script = script_of(text)
    written = without_articles([_plain_latin(word) for word in words(set_apart(compose(text)), join_dotted=True)])
    if kind is Kind.VESSEL:
        read = _without_ship(_join_initials(_romanised(written)))
        return NormalName(text, kind, " ".join(read), tuple(in_digits(canonical_words(read))), "", script)
    written, form = _without_form(written)
    read, other = _without_form(_romanised(written))
    characters = signs(distinctive_words(written), script)
    return NormalName(text, kind, " ".join(read), _compared(written), form or other, script, characters)


def _without_ship(found: list[str]) -> list[str]:
    """ "M/V", "MT", "SS" before a ship's name say what it is, not which."""
    return _without_ship(found[1:]) if len(found) > 1 and found[0] in _SHIP_PREFIXES else found


def _plain_latin(word: str) -> str:
    """Accents go at once, so that tables need no word twice; other scripts wait until their words are known."""
    return romanise_word(word) or word if script_of(word) is Script.LATIN else word


def _romanised(found: list[str]) -> list[str]:
    return [romanised for word in found if (romanised := romanise_word(word))]


def _compared(written: list[str]) -> tuple[str, ...]:
    """Shared words are looked up as written, then as romanised."""
    return tuple(in_digits(canonical_words(_without_form(_romanised(canonical_words(written)))[0])))


def _without_form(found: list[str]) -> tuple[list[str], str]:
    """Taking a form off may bring initials together, and those may be a form: until nothing changes."""
    form = ""
    while True:
        joined = _without_article(_join_initials(found))
        rest, other = strip_legal_forms(joined)
        form = form or other
        if rest == found:
            return found, form
        found = rest


def _without_article(found: list[str]) -> list[str]:
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def _join_initials(found: list[str]) -> list[str]:
    """ "j p morgan" reads "jp morgan"; "s a" reads "sa"."""
    joined: list[str] = []
    running = False
    for word in found:
        initial = len(word) == 1 and word.isalpha() and word.isascii()
        if initial and running:
            joined[-1] += word
        else:
            joined.append(word)
        running = initial
    return joined


def _person(text: str) -> NormalName:
    script = script_of(text)
    written = divided(words(compose(text), join_dotted=False))
    read = person_words(written)
    return NormalName(text, Kind.PERSON, " ".join(read), tuple(read), "", script, signs(written, script))
