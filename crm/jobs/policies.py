from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, wrong_moment, wrong_person

from .models import Job
from .registries import job_kinds


def may_stop(user: User, job: Job) -> Verdict:
    """Whoever started it, or an administrator; while it waits or runs, and where stopping half-way does no harm."""
    if job.by_id != user.pk and not access(user).has(Role.ADMINISTRATOR):
        return wrong_person(_("Only the person who started this, or an administrator, can stop it."))
    kind = job_kinds.get(job.kind)
    if not kind or not kind.cancellable:
        return wrong_moment(_("This kind of work cannot be stopped half-way."), "not_stoppable")
    if not job.is_open:
        return wrong_moment(_("This has ended already."), "ended")
    return ALLOWED
