"""Sessions of a person, on whatever device."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import record
from crm.core.errors import Forbidden

from ..models import User


@transaction.atomic
def end_session(*, by: User, session: UserSession) -> None:
    if session.user_id != by.pk:
        raise Forbidden(_("This session belongs to somebody else."))
    session.end()
    record(verb="session.ended", subject=by, by=by)
