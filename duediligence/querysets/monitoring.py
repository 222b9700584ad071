from typing import Any

from django.db import models


class WatchedQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "WatchedQuerySet":
        """As the decisions and clearances on which they hang: binding for all, and so known to all."""
        return self


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ConcernQuerySet":
        """One's own; the partnerships team's and the auditors' right to all is asked by the policy at the door."""
        return self.filter(reported_by=user)
