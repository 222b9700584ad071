"""The risk register of a screening (domain.md section 1, P14)."""

from django.db import transaction

from crm.accounts.models import User
from crm.companies import cleaning

from ...models import Risk
from .at_the_desk import noted, opened
from .data import RiskData


@transaction.atomic
def note_risk(*, by: User, screening_id: int, data: RiskData, risk_id: int | None = None) -> Risk:
    """A new line, or another wording of one. Raises Risk.DoesNotExist, Conflict, Forbidden, ValidationError."""
    screening = opened(screening_id=screening_id, by=by)
    row = screening.risks.get(pk=risk_id) if risk_id else Risk(screening=screening)
    told = vars(data) | {name: cleaning.paragraphs(getattr(data, name)) for name in ("text", "mitigation")}
    for name, value in told.items():
        setattr(row, name, value)
    row.clean_fields(exclude={"screening", "owner"})
    row.save()
    after = {"kind": row.kind, "likelihood": row.likelihood, "impact": row.impact}
    noted(screening=screening, verb="screening.risk_noted", by=by, after=after)
    return row


@transaction.atomic
def drop_risk(*, by: User, screening_id: int, risk_id: int) -> None:
    screening = opened(screening_id=screening_id, by=by)
    row = screening.risks.get(pk=risk_id)
    before = {"kind": row.kind, "likelihood": row.likelihood, "impact": row.impact}
    row.delete()
    noted(screening=screening, verb="screening.risk_dropped", by=by, before=before)
