"""One file with everything: the database, the uploads, and a manifest that proves that nothing was lost."""

from .archive import Damaged
from .commands import NotEmpty, back_up, restore
from .origin import TooNew

__all__ = ["Damaged", "NotEmpty", "TooNew", "back_up", "restore"]
