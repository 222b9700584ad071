"""What two names that are alike have in common, for the index in memory: words, how they sound, their ends."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from .normalise import CACHED_NAMES, NormalName
from .word_profile import Word, profile, readings_of

Key = tuple[str, object]

_EDGE = 3
_SKELETON = 3


def memory_keys(name: NormalName) -> set[Key]:
    """A typo spoils the word and its sound, seldom both of its ends and its consonants."""
    if name.readings:
        return set().union(*map(memory_keys, readings_of(name)))
    words = profile(name).words
    keys: set[Key] = set().union(*map(_of_word, words))
    joined = "".join(name.tokens)
    if len(words) > 1:
        keys |= {("word", one + other) for one, other in pairwise(name.tokens)}
    keys.add(("acronym", "".join(token[0] for token in name.tokens) if len(words) > 2 else joined))
    if name.characters:
        keys |= {("sign", pair) for pair in pairwise(name.characters)}
    return keys


@lru_cache(maxsize=CACHED_NAMES)
def _of_word(word: Word) -> tuple[Key, ...]:
    return tuple(_keys_of(word))


def _keys_of(word: Word) -> Iterator[Key]:
    yield "word", word.text
    yield "sound", word.sound
    yield "start", word.sound[:_EDGE]
    yield "end", word.sound[-_EDGE:]
    if len(word.skeleton) >= _SKELETON:
        yield "skeleton", word.skeleton
    for group in word.variants:
        yield "variant", group
