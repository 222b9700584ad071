"""Who may load lists, look parties up and say what a hit is, and when. Pure: facts come in, verdicts come out."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, wrong_person


def may_look_up(by: User) -> Verdict:
    if access(by).has(Role.PARTNERSHIPS):
        return ALLOWED
    return wrong_person(_("The partnerships team looks parties up in the watch lists."))
