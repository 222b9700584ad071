"""Who decides on agreements and keeps their templates, and when. Pure."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..engagements.rights import decides_for
from ..enums import ClauseState, Stage
from ..models import Agreement, Clause, Engagement
from .selectors import Cleared


def may_decide_renewal(held: Access, engagement: Engagement, agreement: Agreement | None) -> Verdict:
    """The chief of mission, the regional director or the partnerships team, or a deputy (domain.md section 4)."""
    if not decides_for(held, engagement):
        return wrong_person(
            _("The chief of mission, the regional director or the partnerships team decides on a renewal.")
        )
    return runs(engagement, agreement)


def runs(engagement: Engagement, agreement: Agreement | None) -> Verdict:
    if engagement.stage != Stage.ACTIVE or agreement is None or agreement.signed_on is None:
        return wrong_moment(_("Only the signed agreement of a partnership that runs is renewed."))
    return ALLOWED


def may_renew_under(cleared: Iterable[Cleared]) -> Verdict:
    """A renewal is a new engagement: it needs a clearance in force for every company."""
    lacking = [each.company for each in cleared if not each.stands]
    if not lacking:
        return ALLOWED
    text = _("No clearance in force covers {companies}. Ask for a screening, or decide not to renew.")
    return wrong_moment(format_lazy(text, companies=", ".join(lacking)), "no_clearance")


def may_settle(clause: Clause) -> Verdict:
    if clause.state == ClauseState.OPEN:
        return ALLOWED
    return wrong_moment(_("This clause is settled already. Reopen it first."))


def may_reopen(clause: Clause) -> Verdict:
    return wrong_moment(_("This clause is still open.")) if clause.state == ClauseState.OPEN else ALLOWED


def may_keep_templates(held: Access) -> Verdict:
    """Headquarters: the partnerships team."""
    if held.has(Role.PARTNERSHIPS):
        return ALLOWED
    return wrong_person(_("The partnerships team keeps the templates. Ask it for a change."), "not_headquarters")


def may_bin_template(held: Access, template: Any) -> Verdict:
    binned = wrong_moment(_("This template is in the bin already."), "binned")
    return first_refusal(may_keep_templates(held), binned if template.binned_at else ALLOWED)
