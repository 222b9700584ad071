"""The seven ways in which a name is written otherwise, and two wrong letters in one word."""

import random
import string
from collections.abc import Callable

from bench.names.data import Invented, write
from bench.names.words import FORMS

_ALL_FORMS = sorted({form for forms in FORMS.values() for form, before in forms if not before})
_SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("z", "s"), ("s", "z"),
    ("v", "w"), ("w", "v"), ("qu", "kw"), ("x", "ks"), ("oo", "u"), ("u", "oo"), ("ee", "i"), ("e", "a"), ("ll", "l"),
    ("ss", "s"), ("tt", "t"), ("t", "tt"), ("n", "nn"), ("ai", "ei"), ("g", "gh"), ("j", "y"),
)  # fmt: skip
LONG = 4


def form_changed(name: Invented, rng: random.Random) -> str:
    other = rng.choice([each for each in ("", *_ALL_FORMS) if each != name.form])
    return write(name.words, other, script=name.script)


def one_typo(name: Invented, rng: random.Random) -> str:
    return _with_typos(name, rng, 1)


def two_typos(name: Invented, rng: random.Random) -> str:
    """Anywhere in the name."""
    return _with_typos(name, rng, 2)


def two_in_one_word(name: Invented, rng: random.Random) -> str:
    words = list(name.words)
    at = rng.choice([n for n, word in enumerate(words) if len(word) > LONG])
    words[at] = _wrong(_wrong(words[at], rng), rng)
    return write(tuple(words), name.form, before=name.before, script=name.script)


def rotated(name: Invented, rng: random.Random) -> str:
    by = rng.randrange(1, len(name.words))
    return write(name.words[by:] + name.words[:by], name.form, before=name.before, script=name.script)


def word_dropped(name: Invented, rng: random.Random) -> str:
    gone = rng.randrange(len(name.words))
    rest = tuple(word for at, word in enumerate(name.words) if at != gone)
    return write(rest, name.form, before=name.before, script=name.script)


def merged(name: Invented, rng: random.Random) -> str:
    words = (name.words[0] + name.words[1].lower(), *name.words[2:])
    return write(words, name.form, before=name.before, script=name.script)


def respelt(name: Invented, rng: random.Random) -> str:
    words = list(name.words)
    at = rng.choice([n for n, word in enumerate(words) if len(word) >= LONG])
    word = words[at].lower()
    fitting = [(one, other) for one, other in _SOUNDS if one in word[1:]]
    if fitting:
        one, other = rng.choice(fitting)
        words[at] = word[0] + word[1:].replace(one, other, 1)
    return write(tuple(words), name.form, before=name.before, script=name.script)


def _with_typos(name: Invented, rng: random.Random, count: int) -> str:
    words = list(name.words)
    for _ in range(count):
        at = rng.choice([n for n, word in enumerate(words) if len(word) >= LONG])
        words[at] = _wrong(words[at], rng)
    return write(tuple(words), name.form, before=name.before, script=name.script)


def _wrong(word: str, rng: random.Random) -> str:
    """A letter replaced, missing, too many, or in its neighbour's place."""
    at, letter = rng.randrange(len(word)), rng.choice(string.ascii_lowercase)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + letter + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


Disturbance = Callable[[Invented, random.Random], str]
# (how, from how many words on, whether names in other scripts take part: nobody mistypes Latin letters in those)
SEVEN: dict[str, tuple[Disturbance, int, bool]] = {
    "legal form changed": (form_changed, 1, True),
    "one typo": (one_typo, 1, False),
    "two typos": (two_typos, 1, False),
    "words rotated": (rotated, 2, True),
    "a word dropped": (word_dropped, 3, True),
    "first two words merged": (merged, 2, True),
    "phonetic respelling": (respelt, 1, False),
}
TWO_EDITS: tuple[Disturbance, int, bool] = (two_in_one_word, 1, False)


def fits(name: Invented, rule: tuple[Disturbance, int, bool]) -> bool:
    _how, words, foreign = rule
    longest = max(len(word) for word in name.words)
    return len(name.words) >= words and (foreign or (name.script == "latin" and longest > LONG))
