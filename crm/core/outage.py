"""Told apart from a fault of ours: the database is away for a moment, or two people came into each other's way."""

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from .errors import Conflict

# What a client is told to wait before it asks again, in seconds: a restart of PostgreSQL takes about as long.
RETRY_AFTER = 10
# Connection lost or refused; the server ends, crashed or starts; no place left for one more connection.
_STATES = ("08", "57P01", "57P02", "57P03", "57P05", "53300")
# A deadlock, of which PostgreSQL gives up one side; a transaction that another overtook; a lock that was not to be had.
_CLASHES = ("40P01", "40001", "55P03")


def is_away(error: BaseException | None) -> bool:
    """Errors of the connection only: a deadlock or a statement that took too long has a state of its own."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "pgcode", None)
    return state is None or state.startswith(_STATES)


def clash(error: BaseException | None) -> Conflict | None:
    """What to say to the one of two whose deed was given up, so that the other's could be done. Nothing was saved."""
    if isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in _CLASHES:
        return Conflict(_("Somebody changed the same records at this moment. Nothing was saved. Try again."), "clash")
    return None
