"""The agreement of a partnership: drafted, negotiated, signed (domain.md section 4)."""

from dataclasses import asdict, dataclass
from dataclasses import fields as data_fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from ...engagements import policies
from ...engagements.services import writing
from ...enums import AgreementKind, EngagementKind, RenewalMode, Stage
from ...models import Agreement


@dataclass(frozen=True, slots=True)
class AgreementData:
    kind: str = AgreementKind.MEMORANDUM
    reference: str = ""
    negotiated_since: date | None = None
    signed_on: date | None = None
    signed_by_us: str = ""
    signed_by_them: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    renewal: str = RenewalMode.NONE
    nda: bool = False
    nda_minimum: str = ""


EDITABLE = frozenset(each.name for each in data_fields(AgreementData))


@transaction.atomic
def set_agreement(
    *,
    by: User,
    partnership_id: int,
    changes: dict[str, Any],
    version: int | None = None,
    on: date | None = None,
) -> Agreement:
    """Enter the agreement or change the named fields of `AgreementData`; `version` is that of the agreement.

    Raises Stale, Forbidden, ValidationError by field, or Conflict `runs` where a running partnership would lose its
    signature.
    """
    day = on or clock.today()
    row = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    policies.may_change(access(by, on=day), row, writing.office_ids(row)).require()
    agreement = Agreement.objects.select_for_update().filter(engagement=row).first()
    is_new = agreement is None
    agreement = agreement or Agreement(engagement=row, **asdict(AgreementData(negotiated_since=day)))
    if not is_new:
        agreement.expect_version(version)
    before, after = recorder.changes(agreement, {name: value for name, value in changes.items() if name in EDITABLE})
    for name in after:
        setattr(agreement, name, changes[name])
    check(agreement, on=day)
    if row.stage == Stage.ACTIVE and agreement.signed_on is None:
        raise Conflict(_("This partnership runs: its agreement keeps the day on which it was signed."), "runs")
    if is_new:
        agreement.save()
    elif not after:
        return agreement
    else:
        agreement.save_changes(*after)
    verb = "agreement.signed" if "signed_on" in after and agreement.signed_on else "agreement.changed"
    recorder.record(
        verb="agreement.drafted" if is_new and not agreement.signed_on else verb,
        subject=row,
        by=by,
        before={} if is_new else before,
        after={name: value for name, value in asdict_of(agreement).items() if value} if is_new else after,
    )
    return agreement


def asdict_of(agreement: Agreement) -> dict[str, Any]:
    return {name: getattr(agreement, name) for name in EDITABLE}


def check(agreement: Agreement, *, on: date) -> None:
    """Everything that the agreement itself says; raises ValidationError by field."""
    problems: dict[str, ValidationError] = {}
    if agreement.nda and not agreement.nda_minimum.strip():
        text = _("Under an NDA, say what may be shared all the same: at least who, where and on what.")
        problems["nda_minimum"] = ValidationError(text, code="required")
    if agreement.signed_on and agreement.signed_on > on:
        problems["signed_on"] = ValidationError(
            _("This day is still to come. Enter it when it is signed."), code="in_the_future"
        )
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        problems["ends_on"] = ValidationError(_("It cannot end before it begins."), code="before_start")
    try:
        agreement.clean_fields(exclude={*problems, "engagement", "version"})
    except ValidationError as error:
        problems |= {name: ValidationError(errors) for name, errors in error.error_dict.items()}
    if problems:
        raise ValidationError(problems)
