from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import KeyScope
from .user import User


@tracked(exclude=["digest", "last_used_at"])
class ApiKey(models.Model):
    """A person's key to the API. Only its digest is kept; the key itself is shown once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_keys")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("scope"), max_length=12, choices=KeyScope, default=KeyScope.READ_WRITE)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("key to the API")
        verbose_name_plural = _("keys to the API")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
