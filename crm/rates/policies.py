"""Who keeps the table of exchange rates. Pure."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, wrong_person


def may_set_rates(by: User) -> Verdict:
    if access(by).has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(_("The partnerships team and the administrators keep the exchange rates. Ask one of them."))
