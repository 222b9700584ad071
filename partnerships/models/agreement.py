from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Binnable, StoredFile, Versioned

from ..enums import AgreementKind, ClauseState, ClauseSubject, RenewalMode
from ..gate import WHOLE_ON_AGREEMENT
from .engagement import Engagement


@tracked(exclude=["updated_at"])
class Agreement(Versioned):
    """What a partnership rests on. Without the day on which it was signed it is being negotiated (domain.md section 4).

    Under an NDA it says what may be shared all the same (P11).
    """

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="agreement")
    kind = models.CharField(_("kind"), max_length=10, choices=AgreementKind)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    negotiated_since = models.DateField(_("negotiated since"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by_us = models.CharField(_("signed for us by"), max_length=200, blank=True)
    signed_by_them = models.CharField(_("signed for them by"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    renewal = models.CharField(_("renewal"), max_length=9, choices=RenewalMode, default=RenewalMode.NONE)
    nda = models.BooleanField(_("under an NDA"), default=False)
    nda_minimum = models.TextField(_("what may be shared all the same"), blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="agreement_kind", condition=Q(kind__in=AgreementKind.values)),
            models.CheckConstraint(name="agreement_renewal", condition=Q(renewal__in=RenewalMode.values)),
            models.CheckConstraint(
                name="agreement_dates",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="agreement_nda", condition=Q(nda=False) | ~Q(nda_minimum="")),
        ]
        indexes = [models.Index(fields=["ends_on"], name="agreement_ends", condition=Q(signed_on__isnull=False))]
        triggers = [WHOLE_ON_AGREEMENT]

    def __str__(self) -> str:
        return str(_("Agreement: %(title)s") % {"title": self.engagement})


@tracked(exclude=["updated_at"])
class Clause(Versioned):
    """A clause at issue, since when, and how it ended."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    subject = models.CharField(_("clause"), max_length=11, choices=ClauseSubject)
    note = models.TextField(_("what is at issue"), blank=True)
    state = models.CharField(_("state"), max_length=7, choices=ClauseState, default=ClauseState.OPEN)
    raised_on = models.DateField(_("raised on"))
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["agreement", "raised_on", "id"]
        constraints = [
            models.CheckConstraint(name="clause_state", condition=Q(state__in=ClauseState.values)),
            models.CheckConstraint(
                name="clause_settled",
                condition=Q(state=ClauseState.OPEN, settled_on=None)
                | (~Q(state=ClauseState.OPEN) & Q(settled_on__gte=F("raised_on"))),
            ),
        ]

    def __str__(self) -> str:
        return self.get_subject_display()

    @property
    def state_tone(self) -> str:
        return ClauseState(self.state).tone


@tracked()
class Renewal(models.Model):
    """A decision at the end of an agreement: renewed until when, or not; and how its clearances stood then."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="renewals")
    was_until = models.DateField(_("ran until"), null=True, blank=True)
    # Empty: it is not renewed.
    until = models.DateField(_("renewed until"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    # [{"company", "state", "valid_until"}], as they were shown to whoever decided.
    clearances = models.JSONField(_("clearances at the time"), default=list)
    # Empty: it went on by itself, as the agreement says.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for")
    )
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        ordering = ["agreement", "-id"]
        constraints = [
            models.CheckConstraint(name="renewal_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="renewal_longer", condition=Q(until=None) | Q(was_until=None) | Q(until__gt=F("was_until"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.until or '-'}"


@tracked(exclude=["updated_at"])
class AgreementTemplate(StoredFile, Versioned, Binnable):
    """A text to begin an agreement with, which headquarters keeps."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=AgreementKind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    note = models.TextField(_("when to use it"), blank=True)

    class Meta:
        verbose_name = _("agreement template")
        verbose_name_plural = _("agreement templates")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title
