"""Who is asked how content they are, and when. Pure."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from crm.companies.enums import Consent
from crm.companies.models import Contact
from crm.core.verdict import ALLOWED, Verdict, wrong_moment

from ..enums import PIPELINE
from ..models import Engagement, SurveyInvitation


def may_survey(engagement: Engagement) -> Verdict:
    """A partnership that began, or has ended (domain.md section 1, P8)."""
    if engagement.stage in PIPELINE or not engagement.is_partnership:
        return wrong_moment(_("A partner is asked once the partnership has begun."), "not_begun")
    return ALLOWED


def may_invite(contact: Contact) -> Verdict:
    """Somebody who has an e-mail address and did not ask to be left alone."""
    if contact.do_not_contact or contact.consent == Consent.WITHDRAWN:
        return wrong_moment(_("This person asked not to be contacted. Choose somebody else."), "do_not_contact")
    if not contact.emails:
        return wrong_moment(_("This person has no e-mail address. Add one first."), "no_email")
    return ALLOWED


def may_answer(invitation: SurveyInvitation, *, on: date) -> Verdict:
    if invitation.answered_at:
        return wrong_moment(_("This survey was answered already. Thank you."), "answered")
    if invitation.expires_on < on:
        return wrong_moment(_("This link has expired. Ask your contact at the organisation for a new one."), "expired")
    return ALLOWED
