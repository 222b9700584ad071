"""Which of a person's roles count for an engagement. Pure."""

from crm.accounts.enums import Role
from crm.accounts.selectors import Access, Held
from crm.contactlog.rights import directs, working_offices, works

from ..models import Engagement

__all__ = ["acts_for", "decides_for", "voice", "works"]


def acts_for(held: Access, engagement: Engagement, office_ids: frozenset[int] = frozenset()) -> bool:
    """The lead office and the offices that joined (`office_ids`), their regional director, the partnerships team, and
    whoever leads the relationship."""
    if held.has(Role.PARTNERSHIPS) or engagement.relationship_lead_id == held.user.pk:
        return works(held)
    if working_offices(held) & {engagement.lead_office_id, *office_ids}:
        return True
    return any(directs(role, engagement.lead_office.region_path) for role in held.held)


def voice(held: Access, engagement: Engagement) -> Held | None:
    """The role by which a person decides about a partnership of an office: its chief of mission, its regional director,
    the partnerships team; the own role before one that is deputised for."""
    office = engagement.lead_office
    for role in (*held.held, *held.deputised):
        if role.role == Role.CHIEF_OF_MISSION and role.office_id == office.pk:
            return role
        if directs(role, office.region_path) or role.role == Role.PARTNERSHIPS:
            return role
    return None


def decides_for(held: Access, engagement: Engagement) -> bool:
    return voice(held, engagement) is not None
