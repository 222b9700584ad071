"""Which of a person's roles count in the contact log, and for which offices. Pure."""

from collections.abc import Iterable

from crm.accounts.enums import Role
from crm.accounts.selectors import Access, Held

# Auditors read everything and change nothing; administrators look after users and settings (domain.md section 2).
WORKING = tuple(role for role in Role.values if role not in (Role.AUDITOR, Role.ADMINISTRATOR))
# Who is told and asked when something is put to an office.
ANSWERING = (Role.STAFF, Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR, Role.PARTNERSHIPS, Role.HUB)


def works(held: Access) -> bool:
    return held.has(*WORKING)


def working_offices(held: Access) -> set[int]:
    return held.offices(*WORKING)


def reading_offices(held: Access) -> set[int]:
    """Offices whose "own office" notes the person reads."""
    return held.offices(*WORKING)


def reading_regions(held: Access) -> set[str]:
    """Paths of the regions whose "own region" notes the person reads."""
    return regions_of(held.held)


def regions_of(roles: Iterable[Held]) -> set[str]:
    """Headquarters stand above the regions and are none: their path begins every other."""
    return {h.region_path for h in roles if h.role in WORKING and h.region_path.count("/") > 2}


def may_speak_for(held: Held, office_id: int, region_path: str) -> bool:
    """Whether a role answers for an office: any working role there, or the direction of its region."""
    if held.role in WORKING and held.office_id == office_id:
        return True
    return directs(held, region_path)


def directs(held: Held, region_path: str) -> bool:
    return held.role == Role.REGIONAL_DIRECTOR and held.office_path == region_path
