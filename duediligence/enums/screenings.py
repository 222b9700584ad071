"""What is asked for, for whom, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    PARTNERSHIP = "partnership", _("Partnership")
    DONATION = "donation", _("Donation")
    AMBASSADOR = "ambassador", _("Ambassador")


class Engagement(models.TextChoices):
    """What somebody plans with a company; the last one is not subject to screening (domain.md section 4)."""

    PARTNERSHIP = "partnership", _("A partnership: a longer-term relationship, typically with an agreement")
    DONATION = "donation", _("A donation, in cash or in kind")
    AMBASSADOR = "ambassador", _("A goodwill ambassador or another person who lends us their name")
    ONE_OFF = "one_off", _("A one-off engagement without money: an event, a workshop, a campaign")


class Track(models.TextChoices):
    STANDARD = "standard", _("Standard")
    SIMPLIFIED = "simplified", _("Simplified: start-up, small or family firm")
    INDIVIDUAL = "individual", _("Individual: ambassador or high-net-worth person")


class ScreeningState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RESEARCH = "research", _("In research")
    AWAITING_DECISION = "awaiting_decision", _("Awaiting decision")
    RETURNED = "returned", _("Returned for more research")
    APPROVED = "approved", _("Approved")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approved with conditions")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("screening", "Withdrawn")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


OPEN_STATES = (
    ScreeningState.DRAFT,
    ScreeningState.RESEARCH,
    ScreeningState.AWAITING_DECISION,
    ScreeningState.RETURNED,
)
# Sent, and not settled yet.
UNDER_WAY_STATES = tuple(state for state in OPEN_STATES if state != ScreeningState.DRAFT)
# The research desk is open in these and in no others.
DESK_STATES = (ScreeningState.RESEARCH, ScreeningState.RETURNED)
APPROVED_STATES = (ScreeningState.APPROVED, ScreeningState.APPROVED_WITH_CONDITIONS)
DECIDED_STATES = (*APPROVED_STATES, ScreeningState.REJECTED)


class PartyRole(models.TextChoices):
    """How a screened party stands to the screening's company."""

    COMPANY = "company", _("The company itself")
    PARENT = "parent", _("Parent company")
    SUBSIDIARY = "subsidiary", _("Subsidiary at issue")
    OWNER = "owner", _("Owner or beneficial owner")
    DIRECTOR = "director", _("Director or key person")
    FOUNDER = "founder", _("Founder")
    EARLIER_COMPANY = "earlier_company", _("Earlier company of a founder")
    INDIVIDUAL = "individual", _("The person concerned")


# Tones of badges, by value.
_TONES: dict[str, dict[str, str]] = {
    "ScreeningState": {
        "draft": "neutral",
        "research": "info",
        "awaiting_decision": "violet",
        "returned": "warn",
        "approved": "ok",
        "approved_with_conditions": "ok",
        "rejected": "bad",
        "withdrawn": "neutral",
    }
}
