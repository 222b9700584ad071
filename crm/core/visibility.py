"""Who may read the restricted part of a record (domain.md section 3: all staff, own region, own office)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    EVERYONE = "everyone", _("All staff")
    REGION = "region", _("Own region")
    OFFICE = "office", _("Own office")
