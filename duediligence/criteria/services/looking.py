"""Looking at a change before it is made."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

Made = TypeVar("Made")
Seen = TypeVar("Seen")


def look(*, deed: Callable[[], Made], at: Callable[[Made], Seen]) -> Seen:
    """Do the deed, see what it touches, and take it back: the look is refused wherever the deed would be."""
    with transaction.atomic():
        seen = at(deed())
        transaction.set_rollback(True)
    return seen
