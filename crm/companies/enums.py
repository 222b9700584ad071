from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CompanyKind(models.TextChoices):
    """The values are the REST contract's."""

    COMPANY = "company", _("Company")
    FOUNDATION = "foundation", _("Foundation")
    ASSOCIATION = "association", _("Association or network")
    INDIVIDUAL = "individual", _("Individual")


class CompanyStatus(models.TextChoices):
    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    DO_NOT_APPROACH = "do_not_approach", _("Do not approach")
    CEASED = "ceased", _("No longer exists")

    @property
    def tone(self) -> str:
        """How a badge looks; the word stands in it as well."""
        return {"active": "ok", "prospect": "info", "do_not_approach": "bad"}.get(self.value, "neutral")


class Size(models.TextChoices):
    """By employees."""

    MICRO = "micro", _("Micro (under 10)")
    SMALL = "small", _("Small (10 to 49)")
    MEDIUM = "medium", _("Medium (50 to 249)")
    LARGE = "large", _("Large (250 to 4,999)")
    VERY_LARGE = "very_large", _("Very large (5,000 or more)")


class GlobalCompact(models.TextChoices):
    """Participation in the UN Global Compact: three different things, not one yes or no (due-diligence.md)."""

    UNKNOWN = "unknown", _("Not checked")
    NONE = "none", _("Not a participant")
    ACTIVE = "active", _("Active participant")
    NON_COMMUNICATING = "non_communicating", _("Non-communicating")
    DELISTED = "delisted", _("Delisted")


class FoundBy(models.TextChoices):
    UNKNOWN = "unknown", _("Not recorded")
    REFERRAL = "referral", _("Referral")
    EVENT = "event", _("Event")
    APPROACH_BY_THEM = "approach_by_them", _("They approached us")
    RESEARCH = "research", _("Research")


class NameKind(models.TextChoices):
    TRADING = "trading", _("Trading name")
    FORMER = "former", _("Former name")
    OTHER_SCRIPT = "other_script", _("In another script")
    SHORT = "short", _("Short name")


class RegistrationKind(models.TextChoices):
    NATIONAL = "national", _("National register")
    TAX = "tax", _("Tax number")
    EXCHANGE = "exchange", _("Stock exchange")
    OTHER = "other", _("Other")


class InterestLevel(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")

    @property
    def tone(self) -> str:
        return {"high": "ok", "medium": "info"}.get(self.value, "neutral")


class MaturityLevel(models.TextChoices):
    """How far a company has come from giving to sharing value (domain.md section 3)."""

    FOLLOWER = "follower", _("Follower: CSR and philanthropy")
    MATURE = "mature", _("Mature: compliance")
    LEADER = "leader", _("Leader: sustainability")
    INNOVATOR = "innovator", _("Innovator: creating shared value")


class Consent(models.TextChoices):
    UNKNOWN = "unknown", _("Not asked")
    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Withdrawn")


class MergeKind(models.TextChoices):
    """The values are the REST contract's."""

    COMPANY = "company", _("Companies")
    CONTACT = "contact", _("People")


class PairState(models.TextChoices):
    """What a person said of two records that look alike."""

    OPEN = "open", _("To be decided")
    NOT_SAME = "not_same", _("Not the same")

    @property
    def tone(self) -> str:
        return {"open": "info"}.get(self.value, "neutral")
