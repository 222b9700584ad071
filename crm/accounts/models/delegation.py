from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..querysets import DelegationQuerySet
from .periods import never_together
from .role import RoleAssignment
from .user import User


@tracked()
class Delegation(models.Model):
    """A decision-maker names a deputy for a period; the deputy decides "for" the holder, and both names stay."""

    assignment = models.ForeignKey(RoleAssignment, models.PROTECT, related_name="delegations", verbose_name=_("role"))
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputising", verbose_name=_("deputy"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="delegation_period", condition=models.Q(ends_on__gte=models.F("starts_on"))),
            never_together(
                name="delegation_one_deputy",
                same=["assignment"],
                words=[],
                condition=models.Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.assignment}"
