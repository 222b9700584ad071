"""What headquarters sets for the pipeline."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder

from ...models import PipelineSettings
from .. import policies


@transaction.atomic
def set_pipeline(*, by: User, stalled_days: int, reason: str, version: int | None = None) -> PipelineSettings:
    """After how many days without move and contact a partnership is stalled (domain.md section 4).

    Raises Forbidden, Stale, or ValidationError by field.
    """
    policies.may_set(access(by)).require()
    PipelineSettings.objects.bulk_create([PipelineSettings(pk=1)], ignore_conflicts=True)
    row = PipelineSettings.objects.select_for_update().get(pk=1)
    row.expect_version(version)
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say why: it is kept with the change."), code="required")})
    before = {"stalled_days": row.stalled_days}
    row.stalled_days, row.reason = stalled_days, reason.strip()
    row.clean_fields()
    row.save_changes("stalled_days", "reason")
    after = {"stalled_days": stalled_days, "reason": row.reason}
    recorder.record(verb="pipeline.set", subject=row, by=by, before=before, after=after)
    return row
