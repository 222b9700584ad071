"""The words of donations; where a value is in the REST contract, it is the contract's (domain.md section 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DonorKind(models.TextChoices):
    COMPANY = "company", _("Company")
    PERSON = "person", _("Person")


class DonationKind(models.TextChoices):
    CASH = "cash", _("Cash")
    IN_KIND = "in_kind", _("In kind")


class Channel(models.TextChoices):
    """How a gift came in."""

    ORGANISATION_SITE = "organisation_site", _("Organisation's site")
    HUB_SITE = "hub_site", _("Hub's site")
    TRANSFER = "transfer", _("Transfer")
    EVENT = "event", _("Event")


class DonationState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("donation", "Received")
    ACCEPTED = "accepted", pgettext_lazy("donation", "Accepted")
    REFUSED = "refused", pgettext_lazy("donation", "Refused")
    REFUNDED = "refunded", pgettext_lazy("donation", "Refunded")

    @property
    def tone(self) -> str:
        return {"received": "info", "accepted": "ok", "refused": "bad", "refunded": "neutral"}[self.value]


class ShippingPayer(models.TextChoices):
    """Who pays for bringing goods. `nobody`: a reason to refuse, unless headquarters cover it [001]."""

    DONOR = "donor", _("The donor")
    HEADQUARTERS = "headquarters", _("Headquarters")
    NOBODY = "nobody", _("Nobody yet")


class Account(models.TextChoices):
    """Where money of a donation stands in the ledger. What the giver gave is negative; all the others hold it."""

    GIVER = "giver", _("Given")
    PENDING = "pending", _("Received, not yet accepted")
    RETURNED = "returned", _("Given back")
    OVERHEAD = "overhead", _("Operational support income")
    HUB = "hub", _("Running costs of the hub")
    POOL = "pool", _("To be allocated")
    ALLOCATED = "allocated", pgettext_lazy("money", "Allocated")
    GOODS = "goods", _("Goods and services")


class PostingKind(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("donation", "Received")
    ACCEPTED = "accepted", pgettext_lazy("donation", "Accepted")
    REFUSED = "refused", pgettext_lazy("donation", "Refused")
    REFUNDED = "refunded", pgettext_lazy("donation", "Refunded")
    CORRECTED = "corrected", pgettext_lazy("donation", "Corrected")
    ALLOCATED = "allocated", pgettext_lazy("money", "Allocated")
    TAKEN_BACK = "taken_back", _("Allocation taken back")


class AppealState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("appeal", "Draft")
    OPEN = "open", pgettext_lazy("appeal", "Open")
    CLOSED = "closed", pgettext_lazy("appeal", "Closed")

    @property
    def tone(self) -> str:
        return {"draft": "neutral", "open": "ok", "closed": "violet"}[self.value]


class DestinationKind(models.TextChoices):
    PROJECT = "project", _("Project")
    POOLED_FUND = "pooled_fund", _("Pooled fund")


class AllocationState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("allocation", "Proposed")
    APPROVED = "approved", pgettext_lazy("allocation", "Approved")
    REJECTED = "rejected", pgettext_lazy("allocation", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("allocation", "Withdrawn")
    TAKEN_BACK = "taken_back", pgettext_lazy("allocation", "Taken back")

    @property
    def tone(self) -> str:
        tones = {"proposed": "info", "approved": "ok", "rejected": "bad"}
        return tones.get(self.value, "neutral")


class Asked(models.TextChoices):
    """Whom we ask when a gift can't be used as it was meant."""

    DONOR = "donor", _("The donor")
    HEADQUARTERS = "headquarters", _("Headquarters")


class IntentAnswer(models.TextChoices):
    CAUSE = "cause", _("Use it for another cause")
    RELEASED = "released", _("Use it where it is needed most")
    RETURN = "return", _("Give it back")


class Interval(models.TextChoices):
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    YEARLY = "yearly", _("Every year")

    @property
    def months(self) -> int:
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.value]


class DeductionKind(models.TextChoices):
    """What is kept of a gift of money before it can be allocated."""

    OVERHEAD = "overhead", _("Operational support income")
    HUB = "hub", _("Running costs of the hub")


class StewardshipBasis(models.TextChoices):
    """Of what a rule looks at the amount."""

    GIFT = "gift", _("One gift")
    YEAR = "year", _("All gifts of a calendar year, across offices")


class StewardshipAction(models.TextChoices):
    POSTCARD = "postcard", _("Postcard")
    CALL = "call", _("Telephone call")
    LETTER = "letter", _("Letter")
    MEETING = "meeting", _("Meeting")
    REPORT = "report", _("Report on the use of the gift")


class Outcome(models.TextChoices):
    """How a stewardship task ended."""

    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    NOT_WANTED = "not_wanted", _("The donor does not want it")
    NOT_NEEDED = "not_needed", _("No longer needed")


class PrivacyWish(models.TextChoices):
    EXPORT = "export", _("A copy of the data")
    ERASURE = "erasure", _("Erasure")
