from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office

from ..enums import Sharing


class SavedView(models.Model):
    """Filters, order and columns of a list under a name, for oneself, one's office or all staff."""

    table = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    sharing = models.CharField(_("who sees it"), max_length=10, choices=Sharing, default=Sharing.PRIVATE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["table", "owner", "name"], name="saved_view_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The query string that opens it."""
        return f"{self.query}&view={self.pk}" if self.query else f"view={self.pk}"


class UsualView(models.Model):
    """The view with which a person's table opens."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    table = models.CharField(max_length=40)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="usual_for")

    class Meta:
        verbose_name = _("usual view")
        verbose_name_plural = _("usual views")
        constraints = [models.UniqueConstraint(fields=["user", "table"], name="usual_view_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.view}"
