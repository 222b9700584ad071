"""Conditions after the decision: met by their owner, or waived by the authority that set them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import ConditionState
from ...models import Condition
from .. import policies


@transaction.atomic
def settle_condition(
    *, by: User, condition_id: int, note: str, waived: bool = False, at: datetime | None = None
) -> Condition:
    """Raises Condition.DoesNotExist, Forbidden, Conflict, or ValidationError on `note`."""
    rows = Condition.objects.select_for_update(of=("self",), no_key=True).select_related("screening__company", "owner")
    condition = rows.get(pk=condition_id)
    (policies.may_waive if waived else policies.may_settle)(by, condition).require()
    if not note.strip():
        raise ValidationError({"note": ValidationError(_("Say how it was met, or why it is waived."), code="required")})
    condition.state = ConditionState.WAIVED if waived else ConditionState.MET
    condition.settled_by, condition.settled_at, condition.settled_note = by, at or clock.now(), note.strip()
    condition.save(update_fields=["state", "settled_by", "settled_at", "settled_note"])
    recorder.record(
        verb="condition.waived" if waived else "condition.met",
        subject=condition.screening,
        by=by,
        after={"condition": condition.pk, "note": note.strip()},
    )
    return condition
