"""Who scores, weighs, and raises deal-breakers. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, wrong_moment, wrong_person

from ..engagements.policies import may_change
from ..enums import ENDED
from ..models import DealBreaker, Engagement


def may_score(held: Access, partnership: Engagement, office_ids: Collection[int] = ()) -> Verdict:
    """Whoever changes the partnership, as long as it has not ended."""
    own = may_change(held, partnership, office_ids)
    if own and partnership.stage in ENDED:
        return wrong_moment(_("It has ended: its score card stays as it was."), "ended")
    return own


def may_set_weights(held: Access) -> Verdict:
    """Headquarters: the partnerships team, whose card it is, and the administrators, who keep the settings."""
    if held.has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(
        _("Headquarters set the weights of the score card. Ask the partnerships team for a change."), "not_headquarters"
    )


def may_resolve(deal_breaker: DealBreaker) -> Verdict:
    if deal_breaker.resolved_on:
        return wrong_moment(_("It is resolved already."))
    return ALLOWED


def may_reopen(deal_breaker: DealBreaker) -> Verdict:
    return ALLOWED if deal_breaker.resolved_on else wrong_moment(_("It is open."))
