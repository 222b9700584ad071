"""Loading a list and looking names up without a person in front of it."""

import time

from crm.accounts.models import User
from crm.core import clock
from crm.jobs.models import Job
from crm.jobs.services import running

from ...models import ListLoad
from .uploads import Upload, receive

ASK_EVERY = 0.3  # seconds


def load_file(*, code: str, upload: Upload, by: User) -> ListLoad:
    """Hand the file in, and do the work here and now; where a worker was faster, wait for its word."""
    load = receive(code=code, upload=upload, by=by, at=clock.now())
    if load.job:
        while not running.run(job_id=load.job.pk) and Job.objects.open().filter(pk=load.job.pk).exists():
            time.sleep(ASK_EVERY)
    return ListLoad.objects.select_related("watchlist").get(pk=load.pk)
