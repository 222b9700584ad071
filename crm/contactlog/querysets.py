"""Which rows of the contact log a person sees. The notes are hidden by `Interaction.notes_open`, the fact never is."""

from typing import Any

from crm.companies.querysets import BinnableQuerySet


class InteractionQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "InteractionQuerySet":
        """That an office was in contact is visible to all staff (domain.md section 3)."""
        return self.kept().filter(company__binned_at=None) if user.is_active else self.none()
