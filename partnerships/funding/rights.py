"""For which offices a person charges person-days. Pure, but for the offices of an engagement."""

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.contactlog.rights import working_offices

from ..models import Engagement


def chargeable_offices(held: Access, engagement: Engagement) -> set[int]:
    """The person's own; for the partnerships team those of the engagement, too."""
    own = set(working_offices(held))
    if held.has(Role.PARTNERSHIPS):
        own |= {engagement.lead_office_id, *engagement.offices.values_list("pk", flat=True)}
    return own
