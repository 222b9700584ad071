import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def known_zone(name: str) -> None:
    """A name of the time zone database, for instance "Africa/Dakar"."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="unknown_zone")
