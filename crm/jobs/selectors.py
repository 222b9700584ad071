"""Whose jobs a person sees: their own; administrators and auditors see all."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User

from .models import Job
from .querysets import JobQuerySet
from .registries import job_kinds


def sees_all(user: User) -> bool:
    return access(user).has(Role.ADMINISTRATOR, Role.AUDITOR)


def visible_to(user: User) -> JobQuerySet:
    jobs = Job.objects.select_related("by")
    return jobs if sees_all(user) else jobs.of(user)


def label_of(job: Job) -> Any:
    kind = job_kinds.get(job.kind)
    return kind.label if kind else _("Background work")


def icon_of(job: Job) -> str:
    kind = job_kinds.get(job.kind)
    return kind.icon if kind else "clock"
