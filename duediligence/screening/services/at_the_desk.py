"""What every deed at the desk has in common: the locked row, the right, the trail, the proposal."""

from typing import Any

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder

from ...models import Screening
from ..policies.research import may_research
from .moves import locked
from .proposing import refresh


def opened(*, screening_id: int, by: User) -> Screening:
    """Raises Screening.DoesNotExist, Forbidden or Conflict."""
    screening = locked(screening_id)
    may_research(access(by), screening).require()
    return screening


def noted(
    *,
    screening: Screening,
    verb: str,
    by: User,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    recorder.record(verb=verb, subject=screening, by=by, before=before, after=after)
    refresh(screening=screening)
