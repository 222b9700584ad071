from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from .enums import OPEN, JobState

# A killed worker's job is free again after this long; every progress renews it.
LEASE = timedelta(seconds=60)
ATTEMPTS = 3
# A fresh job's own hint gets this long before the sweep sends another.
GRACE = timedelta(seconds=10)


class JobQuerySet(models.QuerySet):
    def of(self, user: Any) -> "JobQuerySet":
        return self.filter(by=user)

    def open(self) -> "JobQuerySet":
        return self.filter(state__in=OPEN)

    def claimable(self, *, at: datetime) -> "JobQuerySet":
        """Waiting, or left behind by a worker that was killed, and not yet given up."""
        left_behind = Q(state=JobState.RUNNING, leased_until__lte=at)
        return self.filter(Q(state=JobState.QUEUED) | left_behind, attempts__lt=ATTEMPTS)

    def unhinted(self, *, at: datetime) -> "JobQuerySet":
        """Claimable, and no message about it is likely to be on its way. For a waiting job the lease is the hint's."""
        return (
            self.claimable(at=at)
            .filter(Q(leased_until=None, created_at__lte=at - GRACE) | Q(leased_until__lte=at))
            .order_by("created_at")
        )

    def exhausted(self, *, at: datetime) -> "JobQuerySet":
        return self.filter(state=JobState.RUNNING, leased_until__lte=at, attempts__gte=ATTEMPTS)
