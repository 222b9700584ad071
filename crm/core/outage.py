"""Told apart from a fault of ours: the database is away for a moment."""

from django.db import InterfaceError, OperationalError

# What a client is told to wait before it asks again, in seconds: a restart of PostgreSQL takes about as long.
RETRY_AFTER = 10
# Connection lost or refused; the server ends, crashed or starts; no place left for one more connection.
_STATES = ("08", "57P01", "57P02", "57P03", "57P05", "53300")


def is_away(error: BaseException | None) -> bool:
    """Errors of the connection only: a deadlock or a statement that took too long has a state of its own."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "pgcode", None)
    return state is None or state.startswith(_STATES)
