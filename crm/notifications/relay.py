"""What a mail relay can be asked: was a message with this Message-ID taken? And how its failures are to be read."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from smtplib import SMTPException, SMTPServerDisconnected

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core import mail

# The end of a message in the files of Django's file backend: a message cut short by a crash has none.
_END = b"\n" + b"-" * 79 + b"\n"


class Outcome(Enum):
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


def read_failure(error: Exception) -> Outcome:
    """Refused only where the relay answered so; a connection that broke may have carried the message first."""
    if isinstance(error, SMTPServerDisconnected):
        return Outcome.DOUBTFUL
    if isinstance(error, AnymailAPIError):
        status = getattr(error, "status_code", None)
        return Outcome.REFUSED if status and status < 500 else Outcome.DOUBTFUL
    if isinstance(error, SMTPException | AnymailError | ValueError):
        return Outcome.REFUSED
    return Outcome.DOUBTFUL


def was_taken(message_id: str, *, since: datetime) -> bool | None:
    """True or False where the relay can tell, None where it cannot be asked."""
    lookup = _LOOKUPS.get(settings.EMAIL_BACKEND)
    return lookup(message_id, since) if lookup else None


def _in_files(message_id: str, since: datetime) -> bool:
    wanted = b"\nMessage-ID: " + message_id.encode()
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):  # type: ignore[misc]
        if path.stat().st_mtime < since.timestamp() - 1:
            continue
        content = path.read_bytes()
        found = content.find(wanted)
        if found >= 0 and content.find(_END, found) >= 0:
            return True
    return False


def _in_memory(message_id: str, _since: datetime) -> bool:
    return any(m.extra_headers.get("Message-ID") == message_id for m in getattr(mail, "outbox", []))


_LOOKUPS: dict[str, Callable[[str, datetime], bool]] = {
    "django.core.mail.backends.filebased.EmailBackend": _in_files,
    "django.core.mail.backends.locmem.EmailBackend": _in_memory,
}
