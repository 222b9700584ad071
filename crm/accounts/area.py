"""The part of the organisation that somebody's home page speaks of: their offices and all offices below these."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Q

from .access import access
from .enums import Role
from .selectors import Held


class Extent(Enum):
    OFFICE = "office"
    REGION = "region"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Area:
    """`paths` of offices (`Office.path`), none of them below another."""

    paths: tuple[str, ...]
    extent: Extent

    @property
    def office_ids(self) -> list[int]:
        """The offices at the top of the area; a path ends with its office's own id."""
        return [int(path.rstrip("/").rpartition("/")[2]) for path in self.paths]

    def holds(self, office: str) -> Q:
        """Rows whose foreign key of this name points into the area; offices themselves by ""."""
        if self.extent is Extent.EVERYWHERE:
            return Q()
        rule = Q(pk__in=[])
        for path in self.paths:
            rule |= Q(**{f"{office}__path__startswith" if office else "path__startswith": path})
        return rule


def area_of(user: Any) -> Area | None:
    """None for somebody without a role: nothing is theirs yet."""
    held = access(user).held
    if not held:
        return None
    paths: list[str] = []
    for path in sorted({role.office_path for role in held}):
        if not any(path.startswith(above) for above in paths):
            paths.append(path)
    return Area(tuple(paths), max((_extent(role) for role in held), key=list(Extent).index))


def _extent(held: Held) -> Extent:
    """Headquarters stand at the top of every path, regional offices below them, and so do hubs."""
    depth = held.office_path.count("/") - 1
    if depth <= 1:
        return Extent.EVERYWHERE
    return Extent.REGION if depth == 2 and held.role != Role.HUB else Extent.OFFICE
