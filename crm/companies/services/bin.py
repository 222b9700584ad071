"""Into the bin, and back with all that hangs on it.

What other apps keep about a company (contact log, tasks) is hidden with it and comes back with it, so that nothing
needs to be refused or copied; only a parent company must not vanish above its subsidiaries.
"""

from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from .. import policies
from ..models import Company
from . import writing


@transaction.atomic
def bin_company(*, company_id: int, by: User, version: int | None = None) -> Company:
    """Put a company into the bin. Raises Forbidden, Conflict (has subsidiaries) or Stale."""
    company = writing.locked(company_id)
    company.expect_version(version)
    subsidiaries = company.subsidiaries.filter(binned_at=None).count()
    policies.may_bin(access(by), company, subsidiaries=subsidiaries).require()
    company.binned_at, company.binned_by = clock.now(), by
    company.save_changes("binned_at", "binned_by")
    recorder.record(verb="company.binned", subject=company, by=by)
    return company


@transaction.atomic
def restore_company(*, company_id: int, by: User) -> Company:
    """Bring a company back. Raises Forbidden, or Conflict where its parent is binned or its LEI was given away."""
    company = writing.locked(company_id)
    policies.may_restore(access(by), company).require()
    policies.can_come_back(company, lei_holder=writing.holder_of_lei(company)).require()
    company.binned_at, company.binned_by = None, None
    company.save_changes("binned_at", "binned_by")
    recorder.record(verb="company.restored", subject=company, by=by)
    return company
