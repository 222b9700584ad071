from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import HitState
from ..querysets.watchlists import HitQuerySet
from .party import ScreenedParty
from .watchlist import ListEntry, ListLoad


@tracked(exclude=["updated_at"])
class Hit(Versioned):
    """One of our parties that may be a listed one: with the score, and why, part by part.

    Cleared by one person, confirmed by two, neither of them the requester. `fingerprint` is the entry's when the hit
    was found or last looked at: another one opens it again.
    """

    party = models.ForeignKey(ScreenedParty, models.CASCADE, related_name="hits", verbose_name=_("party"))
    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="hits", verbose_name=_("entry"))
    fingerprint = models.CharField(max_length=64)
    load = models.ForeignKey(ListLoad, models.PROTECT, related_name="+", verbose_name=_("found by"))
    found_at = models.DateTimeField(_("found on"))
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=3)
    strong = models.BooleanField(_("strong"))
    # crm.core.names.reasons.Reason as dictionaries: code, ours, theirs, effect, detail.
    reasons = models.JSONField(_("reasons"))
    state = models.CharField(_("state"), max_length=9, choices=HitState, default=HitState.OPEN)
    # Of two who confirm this is the first one's word; the hit stays open until the second one's.
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    first_at = models.DateTimeField(_("proposed on"), null=True, blank=True)
    first_reason = models.TextField(_("reason of the proposal"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )
    resolved_at = models.DateTimeField(_("resolved on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    # Handled for the same party in another screening, and taken over from there.
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    # Why it is open again, and what was said before: the latest last.
    # [{"state", "by", "first_by", "at", "reason", "because", "handlers"}]
    earlier = models.JSONField(_("said before"), default=list)

    objects = HitQuerySet.as_manager()

    class Meta:
        verbose_name = _("hit")
        verbose_name_plural = _("hits")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["party", "entry"], name="hit_once"),
            models.CheckConstraint(name="hit_state", condition=Q(state__in=HitState.values)),
            models.CheckConstraint(
                name="hit_resolved",
                condition=Q(state=HitState.OPEN, resolved_at=None)
                | (~Q(state=HitState.OPEN) & Q(resolved_by__isnull=False, resolved_at__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="hit_confirmed_by_two",
                condition=~Q(state=HitState.CONFIRMED)
                | (Q(first_by__isnull=False) & ~Q(first_by=F("resolved_by")) & ~Q(first_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["-score", "id"], name="hit_open", condition=Q(state=HitState.OPEN))]

    def __str__(self) -> str:
        return f"{self.party_id} / {self.entry_id}"

    @property
    def state_tone(self) -> str:
        return HitState(self.state).tone
