"""What this app adds to the pages of the layers below and to the hosts of core."""

from django.utils.translation import gettext_lazy as _

from crm.core import clock
from crm.jobs.registries import JobKind, job_kinds

from . import company_parts, company_references, contact_parts, merge_tables, pair_parts, tables  # noqa: F401
from .importing import kinds  # noqa: F401
from .services import names

job_kinds.add(
    names.JOB,
    JobKind(_("Index of names"), lambda _job, progress: names.build(progress, at=clock.now()), "search", notices=False),
)
