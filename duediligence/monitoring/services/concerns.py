"""Concerns: any member of staff reports, the partnerships team looks into it (domain.md section 5, triggers)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.enums import Role
from crm.accounts.models import RoleAssignment, User
from crm.audit import recorder
from crm.companies.models import Company
from crm.core import clock

from ...clearances.services.telling import tell_people
from ...enums import ConcernState
from ...models import Concern
from .. import policies


@transaction.atomic
def report_concern(
    *,
    by: User,
    company_id: int,
    text: str,
    about: str = "",
    url: str = "",
    confidential: bool = False,
    at: datetime | None = None,
) -> Concern:
    """Raises Company.DoesNotExist, Forbidden, or ValidationError by field. The trail keeps nothing of what was said."""
    policies.may_report(by).require()
    company = Company.objects.kept().get(pk=company_id)
    if not text.strip():
        raise ValidationError({"text": ValidationError(_("Say what you know."), code="required")})
    if url.strip():
        try:
            URLValidator()(url.strip())
        except ValidationError as problem:
            raise ValidationError({"url": problem}) from problem
    concern = Concern.objects.create(
        company=company,
        text=text.strip(),
        about=about.strip(),
        url=url.strip(),
        confidential=confidential,
        reported_by=by,
        reported_at=at or clock.now(),
    )
    recorder.record(verb="concern.reported", subject=concern, by=None if confidential else by, after={})
    desk = RoleAssignment.objects.current(on=clock.today()).filter(role=Role.PARTNERSHIPS).select_related("user")
    tell_people(
        "concern_reported",
        people=[row.user for row in desk],
        by=by,
        subject=concern,
        page="duediligence:concern",
        company=company.legal_name,
    )
    return concern


@transaction.atomic
def take_concern(*, by: User, concern_id: int, version: int | None = None) -> Concern:
    """The look begins, in the hands of one person. Raises Concern.DoesNotExist, Stale, Forbidden, Conflict."""
    concern = _locked(concern_id)
    policies.may_handle(by, concern).require()
    concern.expect_version(version)
    concern.state, concern.handled_by = ConcernState.LOOKED_INTO, by
    concern.save_changes("state", "handled_by")
    recorder.record(verb="concern.taken", subject=concern, by=by, after={"state": concern.state})
    return concern


@transaction.atomic
def close_concern(
    *,
    by: User,
    concern_id: int,
    upheld: bool,
    outcome: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Concern:
    """With its outcome, of which whoever reported it is told; the same errors, and ValidationError on `outcome`."""
    concern = _locked(concern_id)
    policies.may_handle(by, concern).require()
    concern.expect_version(version)
    if not outcome.strip():
        raise ValidationError({"outcome": ValidationError(_("Say what you found."), code="required")})
    concern.state = ConcernState.UPHELD if upheld else ConcernState.DISMISSED
    concern.handled_by, concern.closed_at, concern.outcome = by, at or clock.now(), outcome.strip()
    concern.save_changes("state", "handled_by", "closed_at", "outcome")
    recorder.record(verb="concern.closed", subject=concern, by=by, after={"state": concern.state})
    tell_people(
        "concern_closed",
        people=[concern.reported_by],
        by=by,
        subject=concern,
        page="duediligence:concern",
        company=concern.company.legal_name,
    )
    return concern


def _locked(concern_id: int) -> Concern:
    rows = Concern.objects.select_for_update(of=("self",), no_key=True).select_related("company", "reported_by")
    return rows.get(pk=concern_id)
