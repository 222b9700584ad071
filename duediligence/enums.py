"""The words of due diligence; where a value is in the REST contract, it is the contract's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rating(models.TextChoices):
    """In rising order."""

    LOW = "low", pgettext_lazy("rating", "Low")
    MEDIUM = "medium", pgettext_lazy("rating", "Medium")
    HIGH = "high", pgettext_lazy("rating", "High")
    VERY_HIGH = "very_high", pgettext_lazy("rating", "Very high")
    EXCLUDED = "excluded", pgettext_lazy("rating", "Excluded")

    @property
    def level(self) -> int:
        return list(Rating).index(self)

    @property
    def tone(self) -> str:
        """Of its badge: told by colour, by shape and by the word."""
        return self.value.replace("_", "-")


# Nobody approves the last one (domain.md section 5).
DECIDABLE = tuple(rating for rating in Rating if rating != Rating.EXCLUDED)


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


class EntryKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    VESSEL = "vessel", _("Ship")
    AIRCRAFT = "aircraft", _("Aircraft")


class NameUse(models.TextChoices):
    PRIMARY = "primary", _("Listed name")
    ALIAS = "alias", _("Alias")
    FORMER = "former", _("Former name")
    ORIGINAL = "original", _("In its own script")


class NameQuality(models.TextChoices):
    STRONG = "strong", pgettext_lazy("alias", "Strong")
    WEAK = "weak", pgettext_lazy("alias", "Weak")


class ListStanding(models.TextChoices):
    """What a confirmed hit on a list means (due-diligence.md, proposed rating)."""

    UN = "un", _("List of the United Nations: a confirmed hit excludes")
    OTHER = "other", _("Other list: a confirmed hit is very high risk")


class ListFormat(models.TextChoices):
    UN_XML = "un-xml", _("UN Security Council, XML")
    OFAC_XML = "ofac-xml", _("OFAC SDN, XML")
    OFAC_CSV = "ofac-csv", _("OFAC SDN, CSV files")
    OPENSANCTIONS_CSV = "opensanctions-csv", _("OpenSanctions, targets.simple.csv")
    CSV = "csv", _("Own list, CSV or XLSX")


class LoadState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Loaded")
    UNCHANGED = "unchanged", _("Same file as before: nothing changed")
    FAILED = "failed", _("Broken file: nothing changed")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


class HitState(models.TextChoices):
    OPEN = "open", pgettext_lazy("hit", "Open")
    CLEARED = "cleared", pgettext_lazy("hit", "Cleared")
    CONFIRMED = "confirmed", pgettext_lazy("hit", "Confirmed")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


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


class RouteRule(models.TextChoices):
    """Why a step stands in a route: what the matrix says, or why the next authority takes its place."""

    MATRIX = "matrix", _("as the authority matrix says")
    NO_SUCH_OFFICE = "no_such_office", _("the office has no such authority, so the next one decides")
    VACANT = "vacant", _("nobody held that role, so the next authority decides")
    OWN_REQUEST = "own_request", _("whoever held that role had asked for it, so the next authority decides")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Not yet its turn")
    OPEN = "open", pgettext_lazy("step", "Waiting for a decision")
    DONE = "done", _("Decided")
    SUPERSEDED = "superseded", _("Replaced by another route")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


OPEN_STEPS = (StepState.WAITING, StepState.OPEN)


class Outcome(models.TextChoices):
    """What a step ends with; of a recommending step it is the recommendation."""

    APPROVED = "approved", _("Approved")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approved with conditions")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned for more research")


class VoteChoice(models.TextChoices):
    APPROVE = "approve", _("Approve")
    REJECT = "reject", _("Reject")
    ABSTAIN = "abstain", _("Abstain")


class ConditionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("condition", "Open")
    MET = "met", pgettext_lazy("condition", "Met")
    WAIVED = "waived", pgettext_lazy("condition", "Waived")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


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
    "ScreeningState": {
        "draft": "neutral",
        "research": "info",
        "awaiting_decision": "violet",
        "returned": "warn",
        "approved": "ok",
        "approved_with_conditions": "ok",
        "rejected": "bad",
        "withdrawn": "neutral",
    },
    "HitState": {
        "open": "warn",
        "cleared": "ok",
        "confirmed": "bad",
    },
    "StepState": {
        "waiting": "neutral",
        "open": "violet",
        "done": "ok",
        "superseded": "neutral",
    },
    "ConditionState": {
        "open": "warn",
        "met": "ok",
        "waived": "neutral",
    },
    "ClearanceState": {
        "in_force": "ok",
        "not_yet": "info",
        "expired": "serious",
        "suspended": "warn",
        "revoked": "bad",
    },
    "ConcernState": {
        "open": "warn",
        "looked_into": "info",
        "upheld": "bad",
        "dismissed": "neutral",
    },
    "LoadState": {
        "queued": "neutral",
        "running": "info",
        "done": "ok",
        "unchanged": "neutral",
        "failed": "bad",
    },
}
