"""What is asked about a company, and what an answer does."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CriterionGroup(models.TextChoices):
    EXCLUSION = "exclusion", _("Exclusionary criteria")
    SECTOR = "sector", _("High-risk sectors")
    CONTROVERSY = "controversy", _("Controversies and proceedings")
    COMMITMENT = "commitment", _("Human rights and labour standards")
    OWNERSHIP = "ownership", _("Ownership and key people")
    PURPOSE = "purpose", _("What is planned")
    BENEFIT = "benefit", _("Benefit to the organisation")


class CriterionKind(models.TextChoices):
    SHARE = "share", _("Share of sales, per cent")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    TEXT = "text", _("In words")


class Effect(models.TextChoices):
    """To what an answer lifts the rating at least."""

    NONE = "none", pgettext_lazy("effect", "No effect")
    MEDIUM = "medium", pgettext_lazy("rating", "Medium")
    HIGH = "high", pgettext_lazy("rating", "High")
    VERY_HIGH = "very_high", pgettext_lazy("rating", "Very high")
    EXCLUDED = "excluded", pgettext_lazy("rating", "Excluded")


class Whose(models.TextChoices):
    """Whose holder of a role decides: seen from the office that asked for the screening."""

    OFFICE = "office", _("The screening's own office")
    REGION = "region", _("The regional office above it")
    HEADQUARTERS = "headquarters", _("Headquarters")
