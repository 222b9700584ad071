"""What in the register is like something that is not in it yet, or like one of its own records."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from crm.core.text import fold

from .comparing import STRONG, Likeness
from .contents import Content
from .registers import Register

# More are no help to somebody who types; the queue shows them all.
SHOWN = 5
# Of a whole file so many are compared for each of its names.
NEAREST = 10
# Letters of a word that say how it may go on.
FEWEST = 3

Alike = tuple[int, Likeness]


def alike(
    register: Register, content: Content, *, but: Collection[int] = (), limit: int = SHOWN, unfinished: bool = False
) -> list[Alike]:
    """The ids of those that are like it, each with how alike, best first. In a fixed number of queries.

    `unfinished`: somebody is still typing, so that the last word may go on as a word of the other's name does.
    """
    ids = register.candidates([content])[0] - set(but)
    others = register.read(ids) if ids else {}
    return _best(register, content, others.values(), limit, _unfinished if unfinished else _finished)


def strongly_alike(
    register: Register, contents: Sequence[Content], *, limit: int, but: Collection[int] = ()
) -> list[list[Alike]]:
    """For each of many the ids of those that are strongly like it, best first. They are read together, and of those
    with a name like it only the nearest are compared: the queue looks at more, once they are entered."""
    ids = register.candidates(contents, most=NEAREST, but=but)
    wanted: set[int] = set().union(*ids)
    others = register.read(wanted) if wanted else {}
    found = (
        _best(register, content, [others[pk] for pk in near if pk in others], limit, _strong)
        for content, near in zip(contents, ids, strict=True)
    )
    return list(found)


def _best(
    register: Register, content: Content, others: Collection[Any], limit: int, alike: Callable[..., Likeness | None]
) -> list[Alike]:
    found = [
        (other.id, likeness)
        for other in others
        if other.kept and (likeness := alike(register, content, other)) is not None
    ]
    found.sort(key=lambda each: (-each[1].score, each[0]))
    return found[:limit]


def _finished(register: Register, content: Any, other: Any) -> Likeness | None:
    return register.alike(content, other)


def _strong(register: Register, content: Any, other: Any) -> Likeness | None:
    return register.alike(content, other, STRONG)


def _unfinished(register: Register, content: Any, other: Any) -> Likeness | None:
    found = register.alike(content, other)
    if name := _gone_on(getattr(content, register.named), getattr(other, register.named)):
        further = register.alike(replace(content, **{register.named: name}), other)
        return max((each for each in (found, further) if each), key=lambda each: each.score, default=None)
    return found


def _gone_on(typed: str, name: str) -> str:
    """The typed name with its last word as the other name has it; "" where it does not begin one."""
    before, _blank, last = typed.strip().rpartition(" ")
    beginning = fold(last)
    words = (word for word in name.split() if fold(word).startswith(beginning) and fold(word) != beginning)
    word = next(words, "") if len(beginning) >= FEWEST else ""
    return f"{before} {word}".strip() if word else ""
