from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core import clock

from ..enums import Role, Theme
from ..querysets import UserQuerySet
from ..validators import known_zone
from .office import Office


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


@tracked(exclude=["password", "last_login", "seen_at", "seen_before"])
class User(AbstractBaseUser):
    """Somebody on the staff. What they may do follows from their roles, never from this row."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("home office")
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        default="en",
        choices=[("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))],
    )
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, validators=[known_zone], help_text=_("Empty: the office's.")
    )
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    weekly_digest = models.BooleanField(_("weekly digest"), default=True)
    expertise = models.TextField(_("experience"), blank=True, help_text=_("What colleagues may ask you about."))
    is_active = models.BooleanField(_("may sign in"), default=True)
    disabled_at = models.DateTimeField(_("access ended on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # The last visit of the home page and the one before it: "since your last visit".
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_before = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email")]

    def __str__(self) -> str:
        return self.name

    # Django's own permissions are not used, and nobody stands above the roles: these only answer its admin.
    is_superuser = False

    @property
    def is_staff(self) -> bool:
        return self.is_active and self.roles.current(on=clock.today()).filter(role=Role.ADMINISTRATOR).exists()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

    @property
    def initials(self) -> str:
        parts = [p for p in self.name.split() if p]
        return "".join(p[0] for p in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]
