"""What clearances add to the pages of the layers below and to the hosts of core."""

from typing import Any

from crm.core.extension_points import HistorySubject, history_subjects

from ..models import Clearance
from . import company_parts, tables  # noqa: F401


def _find(user: Any, pk: int) -> Clearance:
    return Clearance.objects.visible_to(user).get(pk=pk)


history_subjects.add(
    "duediligence.clearance", HistorySubject(_find, related={"duediligence.clearancechange": "clearance"})
)
