from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company, Contact, Theme
from crm.core.models import Binnable, Versioned
from crm.core.visibility import Visibility

from ..enums import InteractionKind
from ..querysets import InteractionQuerySet
from .last_contact_triggers import LAST_CONTACT_TRIGGERS


@tracked(exclude=["updated_at"])
class Interaction(Versioned, Binnable):
    """One contact between an office and a company: the log's entry (domain.md section 3)."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="interactions", verbose_name=_("company"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="interactions", verbose_name=_("office"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interactions", verbose_name=_("logged by")
    )
    kind = models.CharField(_("how"), max_length=10, choices=InteractionKind)
    occurred_on = models.DateField(_("when"))
    subject = models.CharField(_("subject"), max_length=200)
    notes = models.TextField(_("notes"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    visibility = models.CharField(
        _("who may read the notes"), max_length=10, choices=Visibility, default=Visibility.EVERYONE
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="interactions", verbose_name=_("people on their side")
    )
    colleagues = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="joined_interactions",
        verbose_name=_("people on our side"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="interactions", verbose_name=_("themes"))
    # The UID of the invitation that filled in the form, so that the same meeting is not logged twice by one office.
    calendar_uid = models.CharField(_("number of the invitation"), max_length=200, blank=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-occurred_on", "-id"]
        constraints = [
            models.CheckConstraint(name="interaction_kind", condition=models.Q(kind__in=InteractionKind.values)),
            models.CheckConstraint(name="interaction_visibility", condition=models.Q(visibility__in=Visibility.values)),
            models.UniqueConstraint(
                fields=["office", "company", "calendar_uid"],
                condition=~models.Q(calendar_uid="") & models.Q(binned_at=None),
                name="invitation_once",
            ),
        ]
        indexes = [
            # Search in subjects, by words and beginnings of words; the configuration every PostgreSQL has.
            GinIndex(SearchVector("subject", config="simple"), name="interaction_words"),
            models.Index(
                fields=["company", "-occurred_on", "-id"],
                name="interaction_of_company",
                condition=models.Q(binned_at=None),
            ),
            models.Index(fields=["-occurred_on", "-id"], name="interaction_recent", condition=models.Q(binned_at=None)),
            models.Index(
                fields=["office", "-occurred_on"],
                name="interaction_of_office",
                condition=models.Q(binned_at=None),
            ),
            models.Index(fields=["-created_at"], name="interaction_entered", condition=models.Q(binned_at=None)),
            models.Index(fields=["by", "-occurred_on"], name="interaction_by", condition=models.Q(binned_at=None)),
            models.Index(
                fields=["company", "office", "-occurred_on"],
                name="interaction_engaged",
                condition=models.Q(binned_at=None),
            ),
        ]
        triggers = LAST_CONTACT_TRIGGERS

    def __str__(self) -> str:
        """Without the subject: this label stands in the trail, which people read who may not read the notes."""
        return f"{InteractionKind(self.kind).label}, {self.occurred_on:%Y-%m-%d}"


tracked()(Interaction.contacts.through)
tracked()(Interaction.colleagues.through)
tracked()(Interaction.themes.through)
