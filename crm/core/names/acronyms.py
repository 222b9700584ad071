"""Names made of the beginnings of others: "IOM", "Petrobras", "EDF" of "Electricité de France", "CIB Egypt"."""

from collections.abc import Iterator, Sequence

from .company_words import SHORTEST_ACRONYM, is_filler, is_generic, is_often_last, is_place, is_shared, tells_little
from .normalise import NormalName

_LONGEST = 12
# Made of the beginnings of two words only, it must take this much of each ("Petrobras").
_SYLLABLE = 3
# An acronym that stands among other words, and a piece of one that is written apart ("CMA CGM").
_PIECE, _AMONG = 4, 6
_LONG = 4
# What a register writes after the words and an acronym may take along ("Femsa").
_LAST = ("sa", "co")
_FORMS = frozenset({"c", "co", "corp", "l", "ltd"})


def is_acronym(short: NormalName, long: NormalName) -> bool:
    """Made of the beginnings of all words of a longer name; "of" may lack, a legal form may follow, and beside the
    acronym may stand words that the longer name has as well."""
    mine, yours = short.plain, long.plain
    if not mine or " " not in yours or mine.count(" ") > yours.count(" "):
        return False
    if " " not in mine:
        return len(mine) <= _LONGEST and _stands_for(mine, yours.split(), long.legal_form)
    words, whole = mine.split(), yours.split()
    return any(
        _made_of_each(word, rest, long.legal_form) or _of_two(word, rest, words) for word, rest in _among(words, whole)
    )


def _stands_for(word: str, whole: list[str], form: str) -> bool:
    if len(word) < SHORTEST_ACRONYM or not word.isalpha():
        return False
    if word[0] != whole[0][0] and word not in whole and not is_filler(whole[0]):
        return False
    if word in whole:
        others = [each for each in whole if each != word]
        return any(_made_of_each(word, others[start:], form) for start in range(len(others) - 2))
    if _made_of_each(word, whole, form) or _made_of_syllables(word, whole):
        return True
    return not form and len(whole) > 2 and word.endswith(_LAST) and _made_of_each(word[: -len("sa")], whole, "")


def _among(words: list[str], whole: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Which of the words may be the acronym, and of what: of the whole name, or of what the other words leave of it."""
    initials = {each[0] for each in whole}
    short = [word for word in words if len(word) <= _AMONG and word[0] in initials and word not in whole]
    if not short:
        return
    told = [word for word in words if not is_filler(word)]
    if all(len(word) <= _PIECE for word in told):
        yield "".join(told), whole
    for word in short:
        if len(word) < len("tp") or word not in told:
            continue
        beside = [each for each in told if each != word]
        if all(_is_had(each, whole) for each in beside):
            yield word, whole
            if len(left := [each for each in whole if each not in beside]) < len(whole):
                yield word, left


def _is_had(word: str, whole: list[str]) -> bool:
    """Whether the longer name has the word as well: "Bank" stands for "Banking", "Group" need not."""
    if word in whole or is_generic(word):
        return True
    return len(word) >= _LONG and any(
        other.startswith(word) or (len(other) >= _LONG and word.startswith(other)) for other in whole
    )


def _made_of_each(word: str, whole: Sequence[str], form: str) -> bool:
    """Of two words an acronym needs the legal form as a third ("BBC"), or syllables."""
    if len(word) < SHORTEST_ACRONYM or not word.isalpha() or not whole:
        return False
    if word[0] != whole[0][0] and not is_filler(whole[0]):
        return False
    if is_often_last(whole[-1]) and _made_of_each(word, whole[:-1], ""):
        return True
    if len(whole) > 2:
        return _made_of(word, whole, 1, form, form_needed=False)
    return len(whole) == 2 and (
        _made_of(word, whole, _SYLLABLE, form, form_needed=False) or _made_of(word, whole, 1, form, form_needed=True)
    )


def _of_two(word: str, left: list[str], words: list[str]) -> bool:
    """Two letters for two words, where a word that tells the company stands beside them: "Kestrel TP"."""
    told = any(not is_shared(each) for each in words if each != word)
    return told and len(left) == 2 and word == left[0][0] + left[1][0]


def _made_of(word: str, words: Sequence[str], least: int, form: str, *, form_needed: bool) -> bool:
    """Whether `word` is beginnings of `words` in their order, each of `least` letters or more."""
    if not word or not words:
        followed = form.startswith(word) or (bool(form) and word in _FORMS)
        return not words and followed and (bool(word) or not form_needed)
    first, rest = words[0], words[1:]
    for size in range(least, len(first) + 1):
        if not word.startswith(first[:size]):
            break
        if _made_of(word[size:], rest, least, form, form_needed=form_needed):
            return True
    return is_filler(first) and _made_of(word, rest, least, form, form_needed=form_needed)


def _made_of_syllables(word: str, whole: Sequence[str]) -> bool:
    """ "Metrobank" of "Metropolitan Bank and Trust": of two words, the rest tell little."""
    first, *others = whole
    if is_shared(first):
        return False
    for size in range(_SYLLABLE, min(len(first), len(word) - _SYLLABLE) + 1):
        if not word.startswith(first[:size]):
            return False
        for place, other in enumerate(others):
            if other.startswith(word[size:]) and all(map(tells_little, others[place + 1 :])):
                return True
            if not is_place(other):
                break
    return False
