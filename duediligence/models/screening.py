from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned

from ..enums import APPROVED_STATES, DECIDED_STATES, UNDER_WAY_STATES, Purpose, Rating, ScreeningState, Track
from ..querysets.screenings import ScreeningQuerySet
from .authority import AuthorityVersion

_RATED = (ScreeningState.AWAITING_DECISION, *DECIDED_STATES)


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class Screening(Versioned):
    """A company looked at for a purpose, from the request to the decision (domain.md section 5).

    What it results in is a Clearance; nothing asks a screening whether something may go ahead.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="screenings", verbose_name=_("company"))
    purpose = models.CharField(_("purpose"), max_length=11, choices=Purpose)
    track = models.CharField(_("track"), max_length=10, choices=Track, default=Track.STANDARD)
    # The most that the clearance is to cover.
    amount_usd = models.DecimalField(
        _("amount, USD"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)], default=0
    )
    description = models.TextField(_("what is planned"), blank=True)
    emblem_use = models.CharField(_("use of name and emblem"), max_length=300, blank=True)
    exclusive = models.BooleanField(_("exclusive"), default=False)
    # There must be none; a yes is a finding.
    procurement_link = models.CharField(_("link to procurement"), max_length=300, blank=True)
    conflict_of_interest = models.CharField(_("conflict of interest"), max_length=300, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="screenings", verbose_name=_("office"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="requested_screenings", verbose_name=_("requested by")
    )
    researcher = _person(_("researcher"))
    state = models.CharField(_("state"), max_length=24, choices=ScreeningState, default=ScreeningState.DRAFT)
    # Since when it is in this state, and until when it should leave it.
    state_since = models.DateTimeField(_("since"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    requested_at = models.DateTimeField(_("requested on"), null=True, blank=True)
    # Which versions of the criteria are asked: those that counted on this day.
    criteria_on = models.DateField(_("criteria as of"), null=True, blank=True)
    proposed_rating = models.CharField(_("proposed rating"), max_length=9, choices=Rating, blank=True)
    rating = models.CharField(_("rating"), max_length=9, choices=Rating, blank=True)
    rating_reason = models.TextField(_("justification of the rating"), blank=True)
    # The desk's summary for the decider: benefit against risk, way out, plan of monitoring, dissent.
    summary = models.TextField(_("summary"), blank=True)
    benefit = models.TextField(_("benefit"), blank=True)
    way_out = models.TextField(_("way out"), blank=True)
    monitoring_plan = models.TextField(_("monitoring plan"), blank=True)
    dissent = models.TextField(_("dissent"), blank=True)
    # [{"text", "owner", "due_on", "before_signature"}]: what the desk proposes; a decider may take them over.
    proposed_conditions = models.JSONField(_("proposed conditions"), default=list, blank=True)
    authority = models.ForeignKey(
        AuthorityVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("authority matrix")
    )
    submitted_by = _person(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(_("reason for the decision"), blank=True)
    # Purposes that the clearance will cover beside the one asked for.
    further_purposes = ArrayField(
        models.CharField(max_length=11, choices=Purpose), default=list, blank=True, verbose_name=_("further purposes")
    )

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="screening_state", condition=Q(state__in=ScreeningState.values)),
            models.CheckConstraint(name="screening_purpose", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="screening_track", condition=Q(track__in=Track.values)),
            # Nothing is screened twice: while one is under way, a second request is refused (domain.md section 5).
            models.UniqueConstraint(
                fields=["company", "purpose"],
                condition=Q(state__in=UNDER_WAY_STATES),
                name="screening_one_open",
            ),
            models.CheckConstraint(name="screening_amount", condition=Q(amount_usd__gte=0)),
            models.CheckConstraint(
                name="screening_rated",
                condition=~Q(state__in=_RATED)
                | (Q(submitted_at__isnull=False, authority__isnull=False) & ~Q(rating="") & ~Q(proposed_rating="")),
            ),
            models.CheckConstraint(
                name="screening_excluded_is_rejected", condition=~Q(state__in=APPROVED_STATES, rating=Rating.EXCLUDED)
            ),
            models.CheckConstraint(
                name="screening_decided",
                condition=~Q(state__in=DECIDED_STATES) | (Q(decided_at__isnull=False) & ~Q(decision_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-id"], name="screening_company"),
            models.Index(fields=["state", "due_on", "id"], name="screening_queue"),
            models.Index(
                fields=["-decided_at", "id"], name="screening_register", condition=Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_purpose_display()}"

    @property
    def state_tone(self) -> str:
        return ScreeningState(self.state).tone

    @property
    def rating_tone(self) -> str:
        return Rating(self.rating).tone if self.rating else "neutral"

    @property
    def proposed_tone(self) -> str:
        return Rating(self.proposed_rating).tone if self.proposed_rating else "neutral"


@tracked()
class ScreeningMove(models.Model):
    """One change of a screening's state: who, when, for whom, why."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="moves")
    source = models.CharField(_("from"), max_length=24, choices=ScreeningState, blank=True)
    target = models.CharField(_("to"), max_length=24, choices=ScreeningState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = _person(_("for"))
    at = models.DateTimeField(_("on"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("move of a screening")
        verbose_name_plural = _("moves of screenings")
        ordering = ["screening", "id"]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.source} > {self.target}"
