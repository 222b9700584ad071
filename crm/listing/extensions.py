"""What this app adds to the pages of the layers below and to the hosts of core."""

from django.utils.translation import gettext_lazy as _

from crm.jobs.registries import JobKind, job_kinds

from .jobs import run_export
from .services.exports import JOB

job_kinds.add(JOB, JobKind(label=_("Export"), run=run_export, icon="download", cancellable=True))
