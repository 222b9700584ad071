from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ClearanceQuerySet":
        """Binding for all, and so known to all (domain.md section 1, P5)."""
        return self

    def in_force(self, *, on: date) -> "ClearanceQuerySet":
        """On that day, by what is known now."""
        return self.filter(valid_from__lte=on, valid_until__gte=on, suspended_at=None, revoked_at=None)

    def covering(self, *, purpose: str, amount: Any) -> "ClearanceQuerySet":
        return self.filter(purposes__contains=[purpose], amount_ceiling__gte=amount)

    def with_state(self, *, on: date) -> "ClearanceQuerySet":
        """Each with `state`, one of ClearanceState."""
        return self.annotate(
            state=Case(
                When(Q(revoked_at__isnull=False), then=Value("revoked")),
                When(Q(suspended_at__isnull=False), then=Value("suspended")),
                When(Q(valid_until__lt=on), then=Value("expired")),
                When(Q(valid_from__gt=on), then=Value("not_yet")),
                default=Value("in_force"),
                output_field=models.CharField(),
            )
        )
