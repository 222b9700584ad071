"""What the company sells, by share of its sales."""

from django.db import transaction

from crm.accounts.models import User
from crm.companies import cleaning

from ...models import SalesActivity
from .at_the_desk import noted, opened
from .data import ActivityData


@transaction.atomic
def note_activity(*, by: User, screening_id: int, data: ActivityData, activity_id: int | None = None) -> SalesActivity:
    """A new line, or another wording of one. Raises Conflict, Forbidden, ValidationError."""
    screening = opened(screening_id=screening_id, by=by)
    row = screening.activities.get(pk=activity_id) if activity_id else SalesActivity(screening=screening)
    told = vars(data) | {"activity": cleaning.line(data.activity), "source": cleaning.line(data.source)}
    for name, value in told.items():
        setattr(row, name, value)
    row.clean_fields(exclude={"screening"})
    row.save()
    share = None if row.share_percent is None else str(row.share_percent)
    after = {"activity": row.activity, "share_percent": share, "year": row.year}
    noted(screening=screening, verb="screening.sales_noted", by=by, after=after)
    return row


@transaction.atomic
def drop_activity(*, by: User, screening_id: int, activity_id: int) -> None:
    screening = opened(screening_id=screening_id, by=by)
    row = screening.activities.get(pk=activity_id)
    before = {"activity": row.activity}
    row.delete()
    noted(screening=screening, verb="screening.sales_dropped", by=by, before=before)
