"""Moving a partnership through the pipeline (domain.md section 4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...engagements.services import writing
from ...engagements.services.partnerships import run_under_clearance
from ...enums import ClosingCause, EngagementKind, Stage
from ...models import Engagement, Partner, StageMove
from .. import policies
from ..selectors import missing_for
from ..transitions import PIPELINE_TABLE


@transaction.atomic
def move(
    *,
    by: User,
    partnership_id: int,
    target: str,
    reason: str = "",
    cause: str = "",
    version: int | None = None,
    on: date | None = None,
) -> Engagement:
    """Move a partnership to another stage; each move is kept with its day and its author.

    To *active* it goes only with a signed agreement, a clearance in force for every company that covers purpose and
    amount, and without open conditions before signature: raises Conflict with everything that is missing
    (`no_clearance`, `no_agreement`, `condition_unmet`). An end takes a reason (ValidationError). Raises Stale,
    Forbidden, and Conflict `wrong_state` for a step that there is not.
    """
    day = on or clock.today()
    partners = _locked_partners(partnership_id)
    row = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    row.expect_version(version)
    policies.may_move(access(by, on=day), row, writing.office_ids(row), target).require()
    reason, cause = _told(row.stage, target, reason, cause)
    if target == Stage.ACTIVE:
        _begin(row, partners, on=day)
    return carry_out(row=row, target=target, by=by, cause=cause, reason=reason)


def carry_out(
    *,
    row: Engagement,
    target: str,
    by: User,
    cause: str = "",
    reason: str = "",
    on_behalf_of: User | None = None,
) -> Engagement:
    """Write a step of a locked partnership that was asked for and allowed; what leaves *active* runs no longer."""
    if row.stage == Stage.ACTIVE:
        Partner.objects.filter(engagement=row).update(running=False)
        row.paused_at = None
    source, row.stage, row.stage_since = row.stage, target, clock.now()
    row.save_changes("stage", "stage_since", "paused_at")
    StageMove.objects.create(
        partnership=row, source=source, target=target, by=by, at=row.stage_since, cause=cause, reason=reason
    )
    recorder.record(
        verb=PIPELINE_TABLE.step(source, target).verb,
        subject=row,
        by=by,
        on_behalf_of=on_behalf_of,
        before={"stage": source},
        after={"stage": target} | ({"reason": reason} if reason else {}) | ({"cause": cause} if cause else {}),
    )
    return row


def _locked_partners(partnership_id: int) -> list[Partner]:
    """Company first, then clearance, then our own row: the order in which everybody locks."""
    company_ids = Partner.objects.filter(engagement=partnership_id).values_list("company_id", flat=True)
    writing.locked_companies(list(company_ids), fresh=False)
    partners = Partner.objects.filter(engagement=partnership_id).select_related("company")
    return list(partners.order_by("company_id"))


def _begin(row: Engagement, partners: list[Partner], *, on: date) -> None:
    policies.require_all(missing_for(row, Stage.ACTIVE, on=on))
    for partner in partners:
        if not partner.running:
            run_under_clearance(partner, on=on)
            partner.save(update_fields=["clearance", "relied_on", "running"])


def _told(source: str, target: str, reason: str, cause: str) -> tuple[str, str]:
    """The reason and its cause as they are kept; both are asked for where something ends before its time."""
    reason = reason.strip()
    if policies.asks_cause(target):
        cause = cause or ClosingCause.OTHER
        if cause not in ClosingCause.values:
            raise ValidationError({"cause": ValidationError(_("Choose one of the causes."), code="invalid_choice")})
        if not reason:
            text = _("Say why it ends: others will look for it.")
            raise ValidationError({"reason": ValidationError(text, code="required")})
        return reason, cause
    if policies.asks_reason(source, target) and not reason:
        text = _("Say why it goes on.")
        raise ValidationError({"reason": ValidationError(text, code="required")})
    if target not in Stage.values:
        raise Conflict(_("There is no such stage."), "unknown_stage")
    return reason, ""
