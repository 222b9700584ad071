"""One normal form of a name, on which search, duplicates and watch lists build."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .arabic_names import Way, arabic_words
from .attached import set_apart
from .characters import signs
from .company_words import canonical_words, distinctive_words, without_articles, without_own_acronym
from .east_asian import cantonese_word, is_foreign, japanese_word, korean_word
from .enums import Kind, Script
from .legal_forms import strip_legal_forms
from .numbers import in_digits
from .people import divided, other_readings, person_words
from .scripts import script_of
from .spelling import compose, romanise_word, without_elisions, words
from .translation import translations

# Stored beside every index row; raise it when the same text would give other words, and indexes rebuild.
NORMALISER_VERSION = 9

_SHIP_PREFIXES = frozenset({"mv", "mt", "ms", "ss", "sv", "fv", "mts", "my"})

_READ_ELSEWHERE = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
_AS_WRITTEN = frozenset({Script.LATIN, Script.NONE})
_ONE_READING = frozenset({Script.LATIN, Script.NONE, Script.CYRILLIC, Script.GREEK})

# A worker that goes through a large portfolio meets each name once: what is kept is memory, and of little use there.
CACHED_NAMES = 16_384


@dataclass(frozen=True, slots=True)
class NormalName:
    """`folded` is how the name reads (what somebody types), `tokens` what is compared: "Intl" is "international".

    `characters` are the signs of a Chinese, Japanese or Korean name, where each tells more than its sound; `readings`
    are the words as others read the same signs or letters, and `bare` Arabic words as written, without vowels from a
    table. A `foreign` name is written by its sound: "Wei-er-ji-li-a" for Virginia."""

    text: str
    kind: Kind
    folded: str
    tokens: tuple[str, ...]
    legal_form: str
    script: Script
    characters: str = ""
    readings: tuple[tuple[str, ...], ...] = ()
    bare: tuple[str, ...] = ()
    foreign: bool = False
    unelided: str = ""

    @property
    def plain(self) -> str:
        """As folded, without the articles of Romance languages: what acronyms are made of."""
        return self.unelided or self.folded


@lru_cache(maxsize=CACHED_NAMES)
def normalise(text: str, kind: Kind) -> NormalName:
    if kind is Kind.PERSON:
        return _person(text)
    return _organisation(text, kind)


def _organisation(text: str, kind: Kind) -> NormalName:
    script = script_of(text)
    written = _written(text)
    if kind is Kind.VESSEL:
        read = _without_ship(_join_initials(_romanised(written)))
        return NormalName(text, kind, " ".join(read), tuple(in_digits(canonical_words(read))), "", script)
    written, form = _without_form(written)
    read, other = (written, "") if all(map(str.isascii, written)) else _without_form(_romanised(written))
    characters = signs(distinctive_words(written), script)
    plain = without_elisions(text)
    unelided = read
    if plain != text:
        written, _ = _without_form(_written(plain))
        unelided, _ = _without_form(_romanised(written))
    tokens = without_own_acronym(_compared(written), unelided)
    readings = () if script in _AS_WRITTEN else _others(_read_elsewhere(written, script), tokens)
    return NormalName(
        text,
        kind,
        " ".join(read),
        tokens,
        form or other,
        script,
        characters,
        readings,
        unelided=" ".join(unelided) if plain != text else "",
    )


def _written(text: str) -> list[str]:
    return without_articles([_plain_latin(word) for word in words(set_apart(compose(text)), join_dotted=True)])


def _read_elsewhere(written: list[str], script: Script) -> Iterator[tuple[str, ...]]:
    """Shared words in English; of Chinese signs and Korean syllables the rest is read in another way, too."""
    english = list(translations(written))
    yield from map(_compared, english)
    if script in _READ_ELSEWHERE:
        for shared in (*english[:1], canonical_words(written)):
            for read in (japanese_word, cantonese_word, korean_word):
                yield _compared(
                    [part for word in shared for part in (word if word.isascii() else read(word) or word).split()]
                )


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
    found = words(compose(text), join_dotted=False)
    written = divided(found, script)
    read = tuple(person_words(written))
    if script in _ONE_READING:
        return NormalName(text, Kind.PERSON, " ".join(read), read, "", script)
    return NormalName(
        text=text,
        kind=Kind.PERSON,
        folded=" ".join(read),
        tokens=read,
        legal_form="",
        script=script,
        characters=signs(written, script),
        readings=_others(other_readings(found, written, script), read),
        bare=tuple(person_words(arabic_words(found, Way.BARE))) if script is Script.ARABIC else (),
        foreign=is_foreign(found, script),
    )


def _others(readings: Iterable[tuple[str, ...]], first: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    found = dict.fromkeys(tuple(filter(None, reading)) for reading in readings)
    return tuple(reading for reading in found if reading and reading != first)
