from typing import Any

from django.db import models


class EvidenceQuerySet(models.QuerySet):
    def counted(self) -> "EvidenceQuerySet":
        return self.filter(struck_at=None)

    def open_to_all(self) -> "EvidenceQuerySet":
        return self.filter(confidential=False)


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ConcernQuerySet":
        """One's own; the partnerships team's and the auditors' right to all is asked by the policy at the door."""
        return self.filter(reported_by=user)
