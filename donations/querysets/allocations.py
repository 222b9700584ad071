from typing import Any

from django.db import models

from crm.accounts.access import access
from crm.contactlog.rights import works

from .. import rights
from ..enums import AllocationState


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "AllocationQuerySet":
        """What is done with gifts is no secret inside; a hub sees what it proposed."""
        held = access(user)
        if rights.only_of_hubs(held):
            return self.filter(office__in=rights.kept_offices(held))
        return self.all() if works(held) or held.reads_everything else self.none()

    def waiting(self) -> "AllocationQuerySet":
        return self.filter(state=AllocationState.PROPOSED)
