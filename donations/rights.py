"""Which of a person's roles count for donations, and for which offices. Pure (domain.md section 6; docs/donations.md).

A hub's people see and do only what is theirs: duties of hub and organisation are kept apart.
"""

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.contactlog.rights import works

# Who enters gifts of an office, decides about them, and looks after its donors.
KEEPING = (Role.STAFF, Role.CHIEF_OF_MISSION, Role.HUB, Role.PARTNERSHIPS)


def reads_all(held: Access) -> bool:
    """Every gift, with the personal data of private donors."""
    return held.has(Role.PARTNERSHIPS) or held.reads_everything


def kept_offices(held: Access) -> set[int]:
    """Offices whose gifts the person enters and decides about; of the partnerships team see `keeps`."""
    return held.offices(*KEEPING)


def keeps(held: Access, office_id: int) -> bool:
    return held.has(Role.PARTNERSHIPS) or office_id in kept_offices(held)


def directed_regions(held: Access) -> list[str]:
    """Paths of the regions whose gifts a regional director sees, without the names of private donors."""
    return [role.office_path for role in held.held if role.role == Role.REGIONAL_DIRECTOR]


def sees_companies(held: Access) -> bool:
    """Gifts of companies are seen by every office, as all that is done with a company; not by who is only a hub's."""
    return works(held) and not only_of_hubs(held)


def only_of_hubs(held: Access) -> bool:
    roles = {role.role for role in held.held}
    return Role.HUB in roles and roles <= {Role.HUB, Role.ADMINISTRATOR}


def of_headquarters(held: Access) -> bool:
    """Who approves allocations, sets rules, covers shipping."""
    return held.has(Role.PARTNERSHIPS)
