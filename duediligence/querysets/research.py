from typing import Any

from django.db import models


class RowQuerySet(models.QuerySet):
    """What belongs to a screening."""

    def visible_to(self, user: Any) -> "RowQuerySet":
        """As the screening: everybody's, and of a draft its requester's alone."""
        screenings = self.model._meta.get_field("screening").related_model
        return self.filter(screening__in=screenings.objects.visible_to(user))


class EvidenceQuerySet(RowQuerySet):
    """That there is evidence is no secret; whether somebody may read it the policy says of each piece."""

    def counted(self) -> "EvidenceQuerySet":
        return self.filter(struck_at=None)

    def open_to_all(self) -> "EvidenceQuerySet":
        return self.filter(confidential=False)
