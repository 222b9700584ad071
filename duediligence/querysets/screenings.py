from typing import Any

from django.db import models
from django.db.models import Q


class ScreeningQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ScreeningQuerySet":
        """Everybody's but for drafts, which are the requester's alone (domain.md section 1, P5)."""
        return self.filter(~Q(state="draft") | Q(requested_by=user))

    def open(self) -> "ScreeningQuerySet":
        return self.filter(state__in=["draft", "research", "awaiting_decision", "returned"])

    def asked_for(self) -> "ScreeningQuerySet":
        """Sent, and so everybody's to see: no drafts."""
        return self.exclude(state="draft")

    def decided(self) -> "ScreeningQuerySet":
        return self.filter(decided_at__isnull=False)

    def for_list(self) -> "ScreeningQuerySet":
        return self.select_related("company", "office", "requested_by", "researcher")
