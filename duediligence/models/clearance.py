import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned

from ..enums import DECIDABLE, ClearanceDeed, ClearanceState, Purpose, Rating
from ..querysets.clearances import ClearanceQuerySet
from .screening import Screening

# An approval is the only thing that makes a clearance, the screening is of that very company, and none of its parties
# is confirmed to be on a list of the United Nations.
_APPROVED = """
    IF NOT EXISTS (
        SELECT 1 FROM duediligence_screening s
        WHERE s.id = NEW.screening_id AND s.state IN ('approved', 'approved_with_conditions')
            AND s.rating <> 'excluded' AND s.rating = NEW.rating
            AND (TG_OP = 'UPDATE' OR s.company_id = NEW.company_id)
    ) THEN RAISE EXCEPTION 'clearance %: its screening does not approve this company', NEW.id
        USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT 1 FROM duediligence_hit h
            JOIN duediligence_screenedparty p ON p.id = h.party_id
            JOIN duediligence_listentry e ON e.id = h.entry_id
            JOIN duediligence_watchlist w ON w.id = e.watchlist_id
        WHERE p.screening_id = NEW.screening_id AND h.state = 'confirmed'
            AND w.standing = 'un' AND NOT w.retired AND e.closed_load_id IS NULL
    ) THEN RAISE EXCEPTION 'clearance %: a party of its screening is on a list of the United Nations', NEW.id
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@tracked(exclude=["updated_at"])
class Clearance(Versioned):
    """That a company may be engaged with: for these purposes, up to this amount, between these dates.

    In force or expired is computed from the dates; suspended and revoked are set with a reason and stand here so that
    the database can ask for them. See `ClearanceChange` for who and why.
    """

    screening = models.OneToOneField(Screening, models.PROTECT, related_name="clearance", verbose_name=_("screening"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="clearances", verbose_name=_("company"))
    purposes = ArrayField(models.CharField(max_length=11, choices=Purpose), verbose_name=_("purposes"))
    amount_ceiling = models.DecimalField(_("ceiling, USD"), max_digits=16, decimal_places=2)
    rating = models.CharField(_("rating"), max_length=9, choices=Rating)
    valid_from = models.DateField(_("valid from"))
    # The last day on which it is in force.
    valid_until = models.DateField(_("valid until"))
    review_months = models.PositiveSmallIntegerField(_("months between reviews"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ["valid_until", "id"]
        constraints = [
            models.CheckConstraint(name="clearance_dates", condition=Q(valid_until__gt=F("valid_from"))),
            models.CheckConstraint(name="clearance_purposes", condition=Q(purposes__len__gte=1)),
            models.CheckConstraint(name="clearance_ceiling", condition=Q(amount_ceiling__gte=0)),
            models.CheckConstraint(name="clearance_rating", condition=Q(rating__in=DECIDABLE)),
        ]
        indexes = [
            models.Index(fields=["company", "valid_until"], name="clearance_company"),
            models.Index(fields=["valid_until", "id"], name="clearance_until", condition=Q(revoked_at=None)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("screening_id", "rating"),
                func=_APPROVED,
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(_("Clearance of %(company)s") % {"company": self.company})

    @property
    def purpose_labels(self) -> list[str]:
        return [str(Purpose(each).label) for each in self.purposes]

    @property
    def rating_tone(self) -> str:
        return Rating(self.rating).tone

    @property
    def has_ended(self) -> bool:
        """For good: by its date, or revoked."""
        return self.state in (ClearanceState.EXPIRED, ClearanceState.REVOKED)  # type: ignore[attr-defined]

    @property
    def state_label(self) -> str:
        """Of a row read by `with_state`."""
        return str(ClearanceState(self.state).label)  # type: ignore[attr-defined]

    @property
    def state_tone(self) -> str:
        return ClearanceState(self.state).tone  # type: ignore[attr-defined]


@tracked()
class ClearanceChange(models.Model):
    """What was decided about a clearance since: granted, suspended, reinstated, revoked; by whom, for whom, why.

    `hit` is the confirmed one that suspended it by rule, and `by` is whose word confirmed it; nobody, where that word
    had been said before it reached this clearance: a merge brought the two together, or a look-up took the word over.
    """

    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="changes")
    deed = models.CharField(_("deed"), max_length=10, choices=ClearanceDeed)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    hit = models.ForeignKey(
        "Hit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed hit")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for")
    )
    at = models.DateTimeField(_("on"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("change of a clearance")
        verbose_name_plural = _("changes of clearances")
        ordering = ["clearance", "id"]
        constraints = [
            models.CheckConstraint(name="clearance_change_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="clearance_change_by", condition=Q(by__isnull=False) | Q(hit__isnull=False, deed="suspended")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clearance_id}: {self.deed}"


@tracked()
class ContagionMark(models.Model):
    """That a company is to be looked at again, because of another one of its group (due-diligence.md, group contagion).

    `path` are the companies that lead from the source to it, as ids, both ends included.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="contagion_marks", verbose_name=_("company"))
    source = models.ForeignKey(
        Screening, models.PROTECT, related_name="contagion_marks", verbose_name=_("screening that caused it")
    )
    # "hit" or "rejected".
    cause = models.CharField(
        _("cause"), max_length=8, choices=[("hit", _("Confirmed hit")), ("rejected", _("Rejected"))]
    )
    path = ArrayField(models.BigIntegerField(), verbose_name=_("path"))
    marked_at = models.DateTimeField(_("marked on"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)
    settled_reason = models.TextField(_("result of the look"), blank=True)

    class Meta:
        verbose_name = _("contagion in a group")
        verbose_name_plural = _("contagions in groups")
        ordering = ["-marked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "source", "cause"], name="contagion_once"),
            models.CheckConstraint(
                name="contagion_settled",
                condition=Q(settled_at=None) | (Q(settled_by__isnull=False) & ~Q(settled_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["company"], name="contagion_open", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.source_id}"
