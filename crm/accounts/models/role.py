from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import SOLE_ROLES, STANDING_SEATS, Role, Seat
from ..querysets import RoleAssignmentQuerySet
from .office import Office
from .periods import never_together
from .user import User


@tracked()
class RoleAssignment(models.Model):
    """A role that a person holds for an office and for a period; both ends are included."""

    user = models.ForeignKey(User, models.PROTECT, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(Office, models.PROTECT, related_name="role_assignments", verbose_name=_("office"))
    seat = models.CharField(_("seat"), max_length=30, choices=Seat, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given by")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="role_known", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(
                name="role_period",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="role_seat",
                condition=models.Q(role=Role.COMMITTEE, seat__in=Seat.values)
                | (~models.Q(role=Role.COMMITTEE) & models.Q(seat="")),
            ),
            never_together(name="role_once", same=["user", "office"], words=["role", "seat"]),
            never_together(
                name="role_sole_holder", same=["office"], words=["role"], condition=models.Q(role__in=SOLE_ROLES)
            ),
            never_together(
                name="role_seat_taken", same=[], words=["seat"], condition=models.Q(seat__in=STANDING_SEATS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title}, {self.office}"

    @property
    def title(self) -> str:
        """The role in words, with the seat where it has one."""
        role = str(self.get_role_display())
        return f"{role} ({self.get_seat_display()})" if self.seat else role
