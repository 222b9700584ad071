from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .enums import MessageState
from .models import OutgoingMessage


def may_see_messages(user: User) -> Verdict:
    """Other people's letters: administrators, who look after the sending, and auditors."""
    if access(user).has(Role.ADMINISTRATOR, Role.AUDITOR):
        return ALLOWED
    return wrong_person(_("Only administrators look after the messages that could not be sent."))


def may_settle(user: User, message: OutgoingMessage) -> Verdict:
    """An administrator says what became of a message that no machine can find out about."""
    open_still = message.state in (MessageState.DOUBTFUL, MessageState.FAILED)
    return first_refusal(
        ALLOWED if settles_messages(user) else wrong_person(_("Only an administrator can settle this message.")),
        ALLOWED if open_still else wrong_moment(_("This message has been settled already."), "settled"),
    )


def settles_messages(user: User) -> bool:
    return access(user).has(Role.ADMINISTRATOR)
