"""One change of a screening's state, the only place that writes it."""

from datetime import date, datetime

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company

from ...models import Screening, ScreeningMove
from ..transitions import SCREENING


def locked(screening_id: int) -> Screening:
    """The screening under its row's lock; its company is locked first, as everywhere (architecture.md, the gate).

    Raises Screening.DoesNotExist.
    """
    company_id = Screening.objects.values_list("company_id", flat=True).get(pk=screening_id)
    list(Company.objects.select_for_update(of=("self",), no_key=True).filter(pk=company_id).values_list("pk"))
    return (
        Screening.objects.select_for_update(of=("self",), no_key=True)
        .select_related("company", "office", "office__parent", "requested_by", "researcher", "authority")
        .get(pk=screening_id)
    )


def move(
    screening: Screening,
    *,
    target: str,
    by: User,
    at: datetime,
    on_behalf_of: User | None = None,
    reason: str = "",
    due_on: date | None = None,
    fields: tuple[str, ...] = (),
) -> None:
    """On a locked row: state, since when, until when; the move, and the deed in the trail.

    `fields` are further ones that the caller has set. KeyError where a service forgot to ask the policy first.
    """
    step = SCREENING.step(screening.state, target)
    source, screening.state, screening.state_since, screening.due_on = screening.state, target, at, due_on
    screening.save_changes("state", "state_since", "due_on", *fields)
    ScreeningMove.objects.create(
        screening=screening, source=source, target=target, by=by, on_behalf_of=on_behalf_of, at=at, reason=reason
    )
    recorder.record(
        verb=step.verb,
        subject=screening,
        by=by,
        on_behalf_of=on_behalf_of,
        before={"state": source},
        after={"state": target, **({"reason": reason} if reason else {})},
    )
