from typing import Any

from django.db import models
from django.db.models import Q


class ScreeningQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ScreeningQuerySet":
        """Everybody's but for what was never sent, which is the requester's alone (domain.md section 1, P5)."""
        never_sent = Q(state="draft") | Q(state="withdrawn", requested_at=None)
        return self.filter(~never_sent | Q(requested_by=user))

    def open(self) -> "ScreeningQuerySet":
        return self.filter(state__in=["draft", "research", "awaiting_decision", "returned"])

    def asked_for(self) -> "ScreeningQuerySet":
        """Sent, and so everybody's to see: no drafts."""
        return self.exclude(state="draft")

    def under_way(self) -> "ScreeningQuerySet":
        """Sent, and not settled yet."""
        return self.filter(state__in=["research", "awaiting_decision", "returned"])

    def at_the_desk(self) -> "ScreeningQuerySet":
        return self.filter(state__in=["research", "returned"])

    def decided(self) -> "ScreeningQuerySet":
        return self.filter(decided_at__isnull=False)

    def for_list(self) -> "ScreeningQuerySet":
        return self.select_related("company", "office", "requested_by", "researcher")
