from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InteractionKind(models.TextChoices):
    """The values are the REST contract's."""

    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    EMAIL = "email", _("E-mail")
    EVENT = "event", _("Event")
    LETTER = "letter", _("Letter")
    MESSAGE = "message", _("Message")


class CoordinationState(models.TextChoices):
    """The values are the REST contract's."""

    OPEN = "open", _("Open")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    JOINED = "joined", _("Asked to join")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")
