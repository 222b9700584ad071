"""Who sets what counts in due diligence. Everybody reads it: a decision is to be understood by all (domain.md, P5)."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, wrong_person


def may_set(by: User) -> Verdict:
    """Headquarters: the partnerships team, whose rules they are, and the administrators, who keep the settings."""
    if access(by).has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(
        _("Headquarters set what counts in due diligence. Ask the partnerships team for a change."), "not_headquarters"
    )
