from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Binnable, Versioned

from ..querysets import FollowUpQuerySet
from .interaction import Interaction


@tracked(exclude=["updated_at"])
class FollowUp(Versioned, Binnable):
    """A task that an interaction left: who does what until when."""

    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="follow_ups", verbose_name=_("contact"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="follow_ups", verbose_name=_("who")
    )
    due_on = models.DateField(_("due on"))
    text = models.CharField(_("what is to be done"), max_length=300)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_done",
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_on"],
                name="follow_up_open",
                condition=models.Q(done_at=None, binned_at=None),
            ),
            models.Index(fields=["due_on"], name="follow_up_due", condition=models.Q(done_at=None, binned_at=None)),
        ]

    def __str__(self) -> str:
        """Without the text, which tells what was said; this label stands in the trail."""
        return str(_("Task due on %(date)s") % {"date": self.due_on})
