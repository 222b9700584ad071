from datetime import date
from typing import Any

from django.db import models

from crm.accounts.access import access

from .. import rights


class StewardshipTaskQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "StewardshipTaskQuerySet":
        """Those of the offices whose gifts one keeps: a task names its donor."""
        held = access(user)
        return self.all() if rights.reads_all(held) else self.filter(office__in=rights.kept_offices(held))

    def open(self) -> "StewardshipTaskQuerySet":
        return self.filter(done_at=None)

    def lapsed(self, *, on: date) -> "StewardshipTaskQuerySet":
        return self.open().filter(due_on__lt=on)
