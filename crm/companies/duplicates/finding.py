"""What in the register is like something that is not in it yet, or like one of its own records."""

from collections.abc import Collection

from .comparing import Likeness
from .contents import Content
from .registers import Register

# More are no help to somebody who types; the queue shows them all.
SHOWN = 5

Alike = tuple[int, Likeness]


def alike(register: Register, content: Content, *, but: Collection[int] = (), limit: int = SHOWN) -> list[Alike]:
    """The ids of those that are like it, each with how alike, best first. In a fixed number of queries."""
    ids = register.candidates(content) - {content.id, *but}
    others = register.read(ids) if ids else {}
    found = [
        (pk, likeness)
        for pk, other in others.items()
        if other.kept and (likeness := register.alike(content, other)) is not None
    ]
    found.sort(key=lambda each: (-each[1].score, each[0]))
    return found[:limit]
