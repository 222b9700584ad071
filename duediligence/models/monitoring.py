from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned

from ..enums import ConcernState, Rating, ReviewFinding
from ..querysets.monitoring import ConcernQuerySet, WatchedQuerySet
from .clearance import Clearance
from .hit import Hit
from .screening import Screening


@tracked(exclude=["updated_at"])
class Review(Versioned):
    """A look at what runs under a clearance of high or very high risk (domain.md section 5, monitoring)."""

    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="reviews", verbose_name=_("clearance"))
    due_on = models.DateField(_("due on"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    progress = models.TextField(_("how it is progressing"), blank=True)
    affected = models.TextField(_("what affected it"), blank=True)
    finding = models.CharField(_("the risk"), max_length=9, choices=ReviewFinding, blank=True)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("monitoring review")
        verbose_name_plural = _("monitoring reviews")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clearance", "due_on"], name="review_once"),
            models.CheckConstraint(
                name="review_done",
                condition=Q(done_at=None) | (Q(done_by__isnull=False) & ~Q(progress="") & ~Q(finding="")),
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="review_open", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.clearance_id}: {self.due_on}"


@tracked(exclude=["updated_at"])
class Concern(Versioned):
    """What a member of staff reports about a company; it opens a look by the partnerships team."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="concerns", verbose_name=_("company"))
    text = models.TextField(_("what you know"))
    about = models.CharField(_("who is concerned"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    # Who reported it is then known to the partnerships team and the auditors alone.
    confidential = models.BooleanField(_("keep my name confidential"), default=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reported_concerns", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported on"))
    state = models.CharField(_("state"), max_length=11, choices=ConcernState, default=ConcernState.OPEN)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    # The screening that it led to, if any.
    screening = models.ForeignKey(
        Screening, models.PROTECT, null=True, blank=True, related_name="concerns", verbose_name=_("screening")
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(name="concern_state", condition=Q(state__in=ConcernState.values)),
            models.CheckConstraint(name="concern_filled", condition=~Q(text="")),
            models.CheckConstraint(name="concern_closed", condition=Q(closed_at=None) | ~Q(outcome="")),
        ]

    def __str__(self) -> str:
        """Without a word of what was reported: this label stands in the trail."""
        return str(_("Concern about %(company)s") % {"company": self.company})

    @property
    def state_tone(self) -> str:
        return ConcernState(self.state).tone


@tracked()
class RiskRise(models.Model):
    """That the risk of a cleared company rose: from what to what, why, and whether the clearance was suspended.

    `hit` is the confirmed one that did it by rule; see ClearanceChange for who `by` then is. The rating may have been
    as high before: the row says that the confirmation was heeded.
    """

    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="rises", verbose_name=_("clearance"))
    source = models.CharField(_("from"), max_length=9, choices=Rating)
    target = models.CharField(_("to"), max_length=9, choices=Rating)
    reason = models.TextField(_("reason"))
    suspended = models.BooleanField(_("clearance suspended"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("on"))
    hit = models.ForeignKey(
        Hit, models.PROTECT, null=True, blank=True, related_name="rises", verbose_name=_("confirmed hit")
    )
    # The new screening in which the body of the new rating decides.
    screening = models.ForeignKey(
        Screening, models.PROTECT, null=True, blank=True, related_name="rises", verbose_name=_("new screening")
    )

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("raised risk")
        verbose_name_plural = _("raised risks")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="risk_rise_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="risk_rise_by", condition=Q(by__isnull=False) | Q(hit__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.clearance_id}: {self.source} > {self.target}"

    @property
    def target_tone(self) -> str:
        return Rating(self.target).tone
