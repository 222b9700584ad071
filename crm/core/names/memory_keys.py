"""What two names that are alike have in common, for the index in memory: words, how they sound, their ends."""

from collections.abc import Iterator
from itertools import pairwise

from .normalise import NormalName
from .word_profile import Word, profile, readings_of

Key = tuple[str, object]

_EDGE = 3
_SKELETON = 3


def memory_keys(name: NormalName) -> set[Key]:
    """A typo spoils the word and its sound, seldom both of its ends and its consonants."""
    if name.readings:
        return set().union(*map(memory_keys, readings_of(name)))
    words = profile(name).words
    keys = {key for word in words for key in _of_word(word)}
    joined = "".join(name.tokens)
    if len(words) > 1:
        keys |= {("word", one + other) for one, other in pairwise(name.tokens)}
    keys.add(("acronym", "".join(token[0] for token in name.tokens) if len(words) > 2 else joined))
    if name.characters:
        keys |= {("sign", pair) for pair in pairwise(name.characters)}
    return keys


def _of_word(word: Word) -> Iterator[Key]:
    yield "word", word.text
    yield "sound", word.sound
    yield "start", word.sound[:_EDGE]
    yield "end", word.sound[-_EDGE:]
    if len(word.skeleton) >= _SKELETON:
        yield "skeleton", word.skeleton
    for group in word.variants:
        yield "variant", group
