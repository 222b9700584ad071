"""How a clearance stands, and what was decided about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClearanceState(models.TextChoices):
    """Never stored: computed from dates and from what was decided since."""

    IN_FORCE = "in_force", _("In force")
    NOT_YET = "not_yet", _("Not yet in force")
    EXPIRED = "expired", _("Expired")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


class ClearanceDeed(models.TextChoices):
    GRANTED = "granted", _("Granted")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("Reinstated")
    REVOKED = "revoked", _("Revoked")


# Tones of badges, by value.
_TONES: dict[str, dict[str, str]] = {
    "ClearanceState": {"in_force": "ok", "not_yet": "info", "expired": "serious", "suspended": "warn", "revoked": "bad"}
}
