"""The words of partnerships; where a value is in the REST contract, it is the contract's."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EngagementKind(models.TextChoices):
    """domain.md section 4: a partnership rests on an agreement, a collaboration is typically one-off."""

    PARTNERSHIP = "partnership", _("Partnership")
    COLLABORATION = "collaboration", _("Collaboration")


class EngagementType(models.TextChoices):
    """The four types of the source; each engagement has one."""

    ADVOCACY = "advocacy", _("Advocacy, awareness-raising and knowledge-building")
    INNOVATION = "innovation", _("Innovation")
    RESOURCE_MOBILISATION = "resource_mobilisation", _("Resource mobilisation")
    IMPLEMENTATION = "implementation", _("Implementation")

    @property
    def short(self) -> Any:
        """For a column of a list."""
        return _("Advocacy") if self is self.ADVOCACY else self.label


class Modality(models.TextChoices):
    """The second axis: what the company is to us."""

    SUPPORTER = "supporter", _("Supporter")
    PHILANTHROPY = "philanthropy", _("CSR or philanthropy")
    SHARED_VALUE = "shared_value", _("Shared value")


class Disclosure(models.TextChoices):
    """What of an engagement may leave the organisation."""

    PUBLIC = "public", _("Public")
    MINIMUM = "minimum", _("The minimum only")
    INTERNAL = "internal", _("Internal")


class Goal(models.IntegerChoices):
    """The Sustainable Development Goals."""

    POVERTY = 1, _("1 No poverty")
    HUNGER = 2, _("2 Zero hunger")
    HEALTH = 3, _("3 Good health and well-being")
    EDUCATION = 4, _("4 Quality education")
    GENDER = 5, _("5 Gender equality")
    WATER = 6, _("6 Clean water and sanitation")
    ENERGY = 7, _("7 Affordable and clean energy")
    WORK = 8, _("8 Decent work and economic growth")
    INDUSTRY = 9, _("9 Industry, innovation and infrastructure")
    INEQUALITY = 10, _("10 Reduced inequalities")
    CITIES = 11, _("11 Sustainable cities and communities")
    CONSUMPTION = 12, _("12 Responsible consumption and production")
    CLIMATE = 13, _("13 Climate action")
    OCEANS = 14, _("14 Life below water")
    LAND = 15, _("15 Life on land")
    PEACE = 16, _("16 Peace, justice and strong institutions")
    PARTNERSHIPS = 17, _("17 Partnerships for the goals")


class Stage(models.TextChoices):
    """The pipeline of a partnership, in its order; the last three are ends."""

    IDENTIFIED = "identified", pgettext_lazy("stage", "Identified")
    RESEARCHING = "researching", pgettext_lazy("stage", "Researching")
    APPROACHED = "approached", pgettext_lazy("stage", "Approached")
    CO_CREATING = "co_creating", pgettext_lazy("stage", "Co-creating")
    DUE_DILIGENCE = "due_diligence", pgettext_lazy("stage", "Due diligence")
    NEGOTIATING = "negotiating", pgettext_lazy("stage", "Negotiating")
    ACTIVE = "active", pgettext_lazy("stage", "Active")
    COMPLETED = "completed", pgettext_lazy("stage", "Completed")
    TERMINATED = "terminated", pgettext_lazy("stage", "Terminated")
    CLOSED = "closed", pgettext_lazy("stage", "Closed before it began")

    @property
    def tone(self) -> str:
        tones = {"active": "ok", "terminated": "bad", "completed": "neutral", "closed": "neutral"}
        return tones.get(self.value, "info")


# Before anything is signed: here a partnership can stall, be cut off, or be closed with a reason.
PIPELINE = (
    Stage.IDENTIFIED,
    Stage.RESEARCHING,
    Stage.APPROACHED,
    Stage.CO_CREATING,
    Stage.DUE_DILIGENCE,
    Stage.NEGOTIATING,
)
ENDED = (Stage.COMPLETED, Stage.TERMINATED, Stage.CLOSED)
# What makes an office engaged with a company (domain.md section 3).
OPEN_STAGES = (*PIPELINE, Stage.ACTIVE)


class ClosingCause(models.TextChoices):
    """Why a partnership was closed or terminated, so that it can be found again and counted."""

    NO_ANSWER = "no_answer", _("They did not answer")
    THEY_DECLINED = "they_declined", _("They declined")
    NO_CLEARANCE = "no_clearance", _("Due diligence did not clear them")
    COST_ABOVE_BENEFIT = "cost_above_benefit", _("The effort exceeds the benefit that can be expected")
    NO_FUNDING = "no_funding", _("No funding was found")
    TERMS = "terms", _("No agreement on the terms")
    PRIORITIES = "priorities", _("Priorities changed")
    BREACH = "breach", _("The agreement was broken")
    OTHER = "other", _("Another reason")


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    DONOR = "donor", _("Donor agreement")
    SERVICE = "service", _("Service agreement")
    PRO_BONO = "pro_bono", _("Pro bono agreement")
    OTHER = "other", _("Another agreement")


class RenewalMode(models.TextChoices):
    NONE = "none", pgettext_lazy("renewal", "None")
    AUTOMATIC = "automatic", pgettext_lazy("renewal", "Automatic")
    DECISION = "decision", pgettext_lazy("renewal", "By decision")


class ClauseSubject(models.TextChoices):
    ARBITRATION = "arbitration", _("Arbitration under UNCITRAL rules")
    NDA = "nda", _("Confidentiality (NDA)")
    LOGO = "logo", _("Use of the logo")
    OTHER = "other", _("Another clause")


class ClauseState(models.TextChoices):
    OPEN = "open", pgettext_lazy("clause", "Open")
    AGREED = "agreed", pgettext_lazy("clause", "Agreed")
    DROPPED = "dropped", pgettext_lazy("clause", "Dropped")

    @property
    def tone(self) -> str:
        return {"open": "warn", "agreed": "ok"}.get(self.value, "neutral")


class LapseDecision(models.TextChoices):
    """What is decided about a running partnership whose clearance is suspended, revoked or expired."""

    CONTINUE = "continue", _("Continue")
    PAUSE = "pause", _("Pause")
    TERMINATE = "terminate", _("Terminate")


class ContributionKind(models.TextChoices):
    CASH = "cash", _("Cash")
    IN_KIND = "in_kind", _("In kind")


class Payer(models.TextChoices):
    """Who bears a cost (domain.md section 4, funding model)."""

    COMPANY = "company", _("The company")
    DONOR = "donor", _("A traditional donor")
    ORGANISATION = "organisation", _("Our organisation")


class FactorGroup(models.TextChoices):
    """The groups of the score card; the last one counts against a partnership."""

    DEVELOPMENT = "development", _("Development value")
    BUSINESS = "business", _("Business value")
    GOVERNMENT = "government", _("Government value")
    COST = "cost", _("Risk and transaction costs")


class SurveyMoment(models.TextChoices):
    START = "start", _("Six months after the beginning")
    MIDTERM = "midterm", _("Half-way")
    END = "end", _("At the end")
    YEARLY = "yearly", _("Yearly")


class LessonKind(models.TextChoices):
    WORKED = "worked", _("What worked")
    FAILED = "failed", _("What did not work")
    ADVICE = "advice", _("Advice for others")


class DocumentKind(models.TextChoices):
    AGREEMENT = "agreement", _("Agreement")
    PROPOSAL = "proposal", _("Proposal or concept note")
    REPORT = "report", _("Report")
    OTHER = "other", _("Another document")


class CallState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", pgettext_lazy("call", "Open")
    REVIEW = "review", pgettext_lazy("call", "In review")
    AWARDED = "awarded", pgettext_lazy("call", "Awarded")

    @property
    def tone(self) -> str:
        return {"open": "ok", "review": "info"}.get(self.value, "neutral")


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "Submitted")
    AWARDED = "awarded", pgettext_lazy("proposal", "Awarded")
    DECLINED = "declined", pgettext_lazy("proposal", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")

    @property
    def tone(self) -> str:
        return {"submitted": "info", "awarded": "ok", "declined": "warn"}.get(self.value, "neutral")
