"""News of this app, sent once the deed is committed. Nothing that protects anyone depends on a receiver."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

# assignment, by
role_granted = Signal()
role_ended = Signal()
# delegation, by
delegation_made = Signal()
delegation_revoked = Signal()


def tell(signal: Signal, **news: Any) -> None:
    """After the commit; a receiver that fails is logged and undoes nothing."""
    transaction.on_commit(lambda: signal.send_robust(sender=None, **news))
