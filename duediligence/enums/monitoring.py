"""What is watched once a company is cleared."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewFinding(models.TextChoices):
    AS_BEFORE = "as_before", _("The risk is as before")
    LOWER = "lower", _("The risk is lower")
    HIGHER = "higher", _("The risk is higher")


class ConcernState(models.TextChoices):
    OPEN = "open", pgettext_lazy("concern", "Open")
    LOOKED_INTO = "looked_into", _("Being looked into")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


# Tones of badges, by value.
_TONES: dict[str, dict[str, str]] = {
    "ConcernState": {"open": "warn", "looked_into": "info", "upheld": "bad", "dismissed": "neutral"}
}
