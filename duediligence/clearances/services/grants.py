"""A clearance is made by an approval and by nothing else; a trigger says the same."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from crm.accounts.models import User
from crm.audit import recorder

from ...enums import ClearanceDeed
from ...models import AuthorityRule, Clearance, ClearanceChange, Screening


def grant(*, screening: Screening, by: User, on_behalf_of: User | None, at: datetime) -> Clearance:
    """On a locked, approved screening: for its company and purposes, up to its amount, as long as its rating allows."""
    rule = AuthorityRule.objects.get(version=screening.authority_id, rating=screening.rating)
    clearance = Clearance.objects.create(
        screening=screening,
        company=screening.company,
        purposes=sorted({screening.purpose, *screening.further_purposes}),
        amount_ceiling=screening.amount_usd,
        rating=screening.rating,
        valid_from=at.date(),
        valid_until=_last_day(at.date(), rule.validity_months),
        review_months=rule.review_months,
    )
    ClearanceChange.objects.create(
        clearance=clearance,
        deed=ClearanceDeed.GRANTED,
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
        reason=screening.decision_reason,
    )
    recorder.record(
        verb="clearance.granted",
        subject=clearance,
        by=by,
        on_behalf_of=on_behalf_of,
        after={"screening": screening.pk, "valid_until": clearance.valid_until.isoformat()},
    )
    return clearance


def _last_day(first: date, months: int) -> date:
    """36 months from 20 November are over on 19 November."""
    return first + relativedelta(months=months) - timedelta(days=1)
