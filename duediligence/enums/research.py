"""What the desk collects."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    LINK = "link", _("Link")
    FILE = "file", _("File")
    NOTE = "note", _("Note")
    SEARCH = "search", _("Search of the media")


class Reliability(models.TextChoices):
    OFFICIAL = "official", _("Official register or court")
    ESTABLISHED = "established", _("Established press or researcher")
    COMPANY = "company", _("The company's own word")
    UNVERIFIED = "unverified", _("Not verified")


class Severity(models.IntegerChoices):
    MINOR = 1, _("1 minor")
    MODERATE = 2, _("2 moderate")
    SERIOUS = 3, _("3 serious")
    SEVERE = 4, _("4 severe")


class RiskKind(models.TextChoices):
    STRATEGIC = "strategic", _("Strategic")
    POLITICAL = "political", _("Political")
    REPUTATIONAL = "reputational", _("Reputational")
    OPERATIONAL = "operational", _("Operational")
