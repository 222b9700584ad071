"""What is held against the company: theme, severity, date, its answer, source."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.companies import cleaning
from crm.core import clock

from ...models import Controversy
from .at_the_desk import noted, opened
from .data import ControversyData


@transaction.atomic
def note_controversy(
    *,
    by: User,
    screening_id: int,
    data: ControversyData,
    controversy_id: int | None = None,
    at: datetime | None = None,
) -> Controversy:
    """A new one, or another wording of one. Raises Controversy.DoesNotExist, Conflict, Forbidden, ValidationError."""
    screening = opened(screening_id=screening_id, by=by)
    if data.happened_on > (at or clock.now()).date():
        raise ValidationError({"happened_on": ValidationError(_("This lies ahead. Give its date."), code="future")})
    row = (
        screening.controversies.get(pk=controversy_id)
        if controversy_id
        else Controversy(screening=screening, noted_by=by)
    )
    told = vars(data) | {"source": cleaning.line(data.source)}
    told |= {name: cleaning.paragraphs(told[name]) for name in ("text", "company_answer")}
    for name, value in told.items():
        setattr(row, name, value)
    row.clean_fields(exclude={"screening", "theme", "noted_by"})
    row.save()
    after = {"theme": data.theme.code, "severity": row.severity, "on": row.happened_on.isoformat()}
    noted(screening=screening, verb="screening.controversy_noted", by=by, after=after)
    return row


@transaction.atomic
def drop_controversy(*, by: User, screening_id: int, controversy_id: int) -> None:
    screening = opened(screening_id=screening_id, by=by)
    row = screening.controversies.select_related("theme").get(pk=controversy_id)
    before = {"theme": row.theme.code, "severity": row.severity, "on": row.happened_on.isoformat()}
    row.delete()
    noted(screening=screening, verb="screening.controversy_dropped", by=by, before=before)
