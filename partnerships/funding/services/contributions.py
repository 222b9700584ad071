"""What somebody brings into an engagement, in cash or in kind (domain.md section 4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import Contribution
from .. import policies
from . import pledges, writing
from .data import ContributionData, InstalmentData


@transaction.atomic
def add_contribution(
    *,
    by: User,
    engagement_id: int,
    data: ContributionData,
    instalments: Sequence[InstalmentData] = (),
    on: date | None = None,
) -> Contribution:
    """Enter what is pledged, at the rate of its month, with its instalments.

    Raises Forbidden, ValidationError by field, and Conflict `no_clearance` or `above_ceiling` where a running
    partnership's company would pledge more than it is cleared for. More received than pledged is not refused.
    """
    day = on or clock.today()
    held = writing.hold(engagement_id=engagement_id, company_ids=[data.company_id], by=by, on=day)
    row = Contribution(engagement=held.engagement, partner=writing.payer_of(held=held, data=data))
    writing.fill(row=row, data=data, on=day)
    if row.partner:
        pledges.rely(partner=row.partner, more=row.pledged_usd, on=day)
    row.save(force_insert=True)
    for part in instalments:
        writing.write_instalment(contribution=row, data=part, on=day)
    recorder.record(verb="contribution.added", subject=held.engagement, by=by, after=writing.told(row))
    return row


@transaction.atomic
def edit_contribution(
    *, by: User, contribution_id: int, changes: dict[str, Any], version: int | None = None, on: date | None = None
) -> Contribution:
    """Change the named fields of `ContributionData`. The rate stays as it was, unless amount, currency or day change.

    Raises Stale, Forbidden, ValidationError by field, and Conflict as `add_contribution` does, or `received` for
    another currency after something came in.
    """
    day = on or clock.today()
    held, row = writing.hold_row(
        contribution_id=contribution_id, by=by, on=day, company_ids=[changes.get("company_id")]
    )
    row.expect_version(version)
    before, partner_id, usd, currency = writing.told(row), row.partner_id, row.pledged_usd, row.pledged_currency
    was = writing.as_data(row)
    data = replace(was, **changes)
    row.partner = writing.payer_of(held=held, data=data)
    writing.fill(row=row, data=data, on=day, was=was)
    if row.pledged_currency != currency:
        policies.may_change_currency(writing.received(row)).require()
    if row.partner:
        more = row.pledged_usd - (usd if row.partner_id == partner_id else Decimal(0))
        pledges.rely(partner=row.partner, more=more, on=day)
    after = writing.told(row)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        row.save_changes("partner", *writing.COLUMNS, *writing.MONEY)
        recorder.record(
            verb="contribution.changed",
            subject=held.engagement,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return row


@transaction.atomic
def drop_contribution(*, by: User, contribution_id: int, version: int | None = None, on: date | None = None) -> None:
    """Take out a line that was entered by mistake; the history of the engagement keeps it.

    Raises Stale, Forbidden, or Conflict `received` once something came in.
    """
    held, row = writing.hold_row(contribution_id=contribution_id, by=by, on=on or clock.today())
    row.expect_version(version)
    policies.may_drop(writing.received(row)).require()
    recorder.record(verb="contribution.taken_out", subject=held.engagement, by=by, before=writing.told(row))
    row.delete()
