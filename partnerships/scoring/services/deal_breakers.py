"""Something without which one side will not go on: open until it is said how it was resolved."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...engagements.services import writing
from ...enums import EngagementKind
from ...models import DealBreaker, Engagement
from .. import policies


@transaction.atomic
def raise_deal_breaker(
    *, by: User, partnership_id: int, text: str, ours: bool = True, on: date | None = None
) -> DealBreaker:
    """Raises Forbidden, ValidationError by field, or Conflict `ended`."""
    day = on or clock.today()
    partnership = _held(partnership_id, by=by, on=day)
    row = DealBreaker(partnership=partnership, text=text.strip(), ours=ours, raised_by=by, raised_on=day)
    if not row.text:
        text = _("Say what must be so.")
        raise ValidationError({"text": ValidationError(text, code="required")})
    row.clean_fields(exclude={"partnership", "raised_by", "version"})
    row.save()
    after = {"text": row.text, "ours": row.ours}
    recorder.record(verb="deal_breaker.raised", subject=partnership, by=by, after=after)
    return row


@transaction.atomic
def resolve_deal_breaker(
    *, by: User, deal_breaker_id: int, resolution: str, version: int | None = None, on: date | None = None
) -> DealBreaker:
    """Raises Stale, Forbidden, ValidationError without a word on how, or Conflict where it is resolved already."""
    day = on or clock.today()
    row, partnership = _row(deal_breaker_id, by=by, on=day)
    row.expect_version(version)
    policies.may_resolve(row).require()
    row.resolution, row.resolved_on = resolution.strip(), day
    if not row.resolution:
        raise ValidationError({"resolution": ValidationError(_("Say how it was resolved."), code="required")})
    row.clean_fields(exclude={"partnership", "raised_by", "version"})
    row.save_changes("resolution", "resolved_on")
    after = {"text": row.text, "resolution": row.resolution}
    recorder.record(verb="deal_breaker.resolved", subject=partnership, by=by, after=after)
    return row


@transaction.atomic
def reopen_deal_breaker(
    *, by: User, deal_breaker_id: int, version: int | None = None, on: date | None = None
) -> DealBreaker:
    """Raises Stale, Forbidden, or Conflict where it is open."""
    row, partnership = _row(deal_breaker_id, by=by, on=on or clock.today())
    row.expect_version(version)
    policies.may_reopen(row).require()
    before = {"resolution": row.resolution}
    row.resolution, row.resolved_on = "", None
    row.save_changes("resolution", "resolved_on")
    recorder.record(verb="deal_breaker.reopened", subject=partnership, by=by, before=before, after={"text": row.text})
    return row


def _held(partnership_id: int, *, by: User, on: date) -> Engagement:
    partnership = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    policies.may_score(access(by, on=on), partnership, writing.office_ids(partnership)).require()
    return partnership


def _row(deal_breaker_id: int, *, by: User, on: date) -> tuple[DealBreaker, Engagement]:
    found = DealBreaker.objects.get(pk=deal_breaker_id)
    partnership = _held(found.partnership_id, by=by, on=on)
    return DealBreaker.objects.select_for_update(no_key=True).get(pk=deal_breaker_id), partnership
