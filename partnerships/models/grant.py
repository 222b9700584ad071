import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import CallState, ProposalState
from ..querysets.grants import GrantCallQuerySet, ProposalQuerySet
from .engagement import Engagement

# Locks the call before the sum is read: of two awards at once the second counts the first.
_WITHIN = """
    SELECT amount_usd INTO whole FROM partnerships_grantcall WHERE id = NEW.call_id FOR UPDATE;
    IF (SELECT coalesce(sum(awarded_usd), 0) FROM partnerships_proposal WHERE call_id = NEW.call_id) > whole
    THEN RAISE EXCEPTION 'call %: the awards exceed its amount', NEW.call_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_within_call';
    END IF;
    RETURN NULL;
"""
# The other way round: what was promised is not taken out of a call.
_STILL_WITHIN = """
    IF (SELECT coalesce(sum(awarded_usd), 0) FROM partnerships_proposal WHERE call_id = NEW.id) > NEW.amount_usd
    THEN RAISE EXCEPTION 'call %: the awards exceed its amount', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_within_call';
    END IF;
    RETURN NULL;
"""
# Nobody scores a proposal of the own office, also not as a deputy (domain.md section 4).
_NOT_OWN = """
    IF EXISTS (SELECT 1 FROM partnerships_proposal p JOIN accounts_roleassignment r ON r.office_id = p.office_id
        LEFT JOIN accounts_delegation d ON d.assignment_id = r.id AND d.deputy_id = NEW.reviewer_id
            AND d.revoked_at IS NULL AND d.starts_on <= NEW.scored_on AND d.ends_on >= NEW.scored_on
        WHERE p.id = NEW.proposal_id AND (r.user_id = NEW.reviewer_id OR d.id IS NOT NULL)
            AND r.starts_on <= NEW.scored_on AND (r.ends_on IS NULL OR r.ends_on >= NEW.scored_on))
    THEN RAISE EXCEPTION 'proposal %: nobody scores the own office', NEW.proposal_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'score_not_own_office';
    END IF;
    RETURN NEW;
"""


@tracked(exclude=["updated_at"])
class GrantCall(Versioned):
    """A call for proposals of offices for small grants (domain.md section 4)."""

    title = models.CharField(_("title"), max_length=200)
    source = models.CharField(_("funding source"), max_length=200)
    amount_usd = models.DecimalField(_("amount, USD"), max_digits=16, decimal_places=2)
    deadline = models.DateField(_("deadline"))
    text = models.TextField(_("what is called for"), blank=True)
    # None: all offices may apply.
    eligible = models.ManyToManyField(Office, blank=True, related_name="+", verbose_name=_("eligible offices"))
    # Who scores beside headquarters.
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("reviewers")
    )
    state = models.CharField(_("state"), max_length=7, choices=CallState, default=CallState.DRAFT)

    objects = GrantCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for small grants")
        verbose_name_plural = _("calls for small grants")
        ordering = ["-deadline", "-id"]
        constraints = [
            models.CheckConstraint(name="call_state", condition=Q(state__in=CallState.values)),
            models.CheckConstraint(name="call_amount", condition=Q(amount_usd__gt=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="still_within",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("amount_usd"),
                func=_STILL_WITHIN,
            )
        ]

    def __str__(self) -> str:
        return self.title


tracked()(GrantCall.eligible.through)
tracked()(GrantCall.reviewers.through)


@tracked()
class CallCriterion(models.Model):
    """What reviewers score, 0 to 5, with its weight."""

    call = models.ForeignKey(GrantCall, models.CASCADE, related_name="criteria")
    text = models.CharField(_("criterion"), max_length=200)
    weight = models.DecimalField(_("weight"), max_digits=4, decimal_places=2, default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("criterion of a call")
        verbose_name_plural = _("criteria of calls")
        ordering = ["call", "position", "id"]
        constraints = [models.CheckConstraint(name="call_criterion_weight", condition=Q(weight__gt=0))]

    def __str__(self) -> str:
        return self.text


@tracked(exclude=["updated_at"])
class Proposal(Versioned):
    """What an office, or a department of it, proposes to do with a grant. `awarded_usd` is what it was given."""

    call = models.ForeignKey(GrantCall, models.PROTECT, related_name="proposals")
    office = models.ForeignKey(Office, models.PROTECT, related_name="proposals", verbose_name=_("office"))
    department = models.CharField(_("department"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what is planned"), blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("engagement")
    )
    state = models.CharField(_("state"), max_length=9, choices=ProposalState, default=ProposalState.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    submitted_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    awarded_usd = models.DecimalField(_("awarded, USD"), max_digits=16, decimal_places=2, null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(_("reason for the decision"), blank=True)
    # What was done with the grant, told after it.
    report = models.TextField(_("report"), blank=True)
    spent_usd = models.DecimalField(_("spent, USD"), max_digits=16, decimal_places=2, null=True, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["call", "id"]
        constraints = [
            models.CheckConstraint(name="proposal_state", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(
                name="proposal_awarded",
                condition=Q(state=ProposalState.AWARDED, awarded_usd__gt=0, decided_at__isnull=False)
                | (~Q(state=ProposalState.AWARDED) & Q(awarded_usd=None)),
            ),
            models.CheckConstraint(
                name="proposal_reported", condition=Q(reported_on=None) | Q(state=ProposalState.AWARDED)
            ),
            models.CheckConstraint(
                name="proposal_spent",
                condition=Q(spent_usd=None) | Q(spent_usd__gte=0, spent_usd__lte=F("awarded_usd")),
            ),
            models.CheckConstraint(
                name="proposal_sent",
                condition=Q(submitted_at__isnull=False) | Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN]),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_call",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("awarded_usd", "call_id"),
                declare=[("whole", "numeric")],
                func=_WITHIN,
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class BudgetLine(models.Model):
    """A line of what a proposal asks for."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="budget")
    text = models.CharField(_("for what"), max_length=200)
    usd = models.DecimalField(_("USD"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of budgets")
        ordering = ["proposal", "id"]
        constraints = [models.CheckConstraint(name="budget_line_usd", condition=Q(usd__gt=0))]

    def __str__(self) -> str:
        return self.text


@tracked()
class ProposalScore(models.Model):
    """What a reviewer gives a proposal by one criterion of the call."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(CallCriterion, models.PROTECT, related_name="scores")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    value = models.PositiveSmallIntegerField(_("value"), validators=[MaxValueValidator(5)])
    note = models.CharField(_("note"), max_length=300, blank=True)
    scored_on = models.DateField(_("scored on"))

    class Meta:
        verbose_name = _("score of a proposal")
        verbose_name_plural = _("scores of proposals")
        ordering = ["proposal", "criterion", "reviewer"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "criterion", "reviewer"], name="proposal_score_once"),
            models.CheckConstraint(name="proposal_score_value", condition=Q(value__gte=0, value__lte=5)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="not_own_office",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_NOT_OWN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.value}"
