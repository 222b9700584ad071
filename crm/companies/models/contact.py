from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Binnable, Versioned

from ..enums import Consent
from ..querysets import ContactQuerySet
from .compare_triggers import of_the_record
from .name_triggers import CONTACT_TRIGGERS


@tracked(exclude=["sort_name", "updated_at"])
class Contact(Versioned, Binnable):
    """A person at a company; which company, and since when, stands in the affiliations."""

    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in its own script"), max_length=200, blank=True)
    sort_name = models.CharField(max_length=200, editable=False, db_collation="C")
    emails = ArrayField(models.EmailField(), verbose_name=_("e-mail addresses"), default=list, blank=True)
    phones = ArrayField(models.CharField(max_length=40), verbose_name=_("telephone numbers"), default=list, blank=True)
    language = models.CharField(_("preferred language"), max_length=10, blank=True)
    consent = models.CharField(
        _("consent to keep and use these data"), max_length=10, choices=Consent, default=Consent.UNKNOWN
    )
    do_not_contact = models.BooleanField(_("do not contact"), default=False)
    do_not_contact_reason = models.CharField(_("reason"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # As with companies: never a chain.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "id"]
        constraints = [
            models.CheckConstraint(name="contact_named", condition=~models.Q(name="")),
            models.CheckConstraint(name="contact_consent", condition=models.Q(consent__in=Consent.values)),
            models.CheckConstraint(
                name="contact_merged_out_of_sight",
                condition=models.Q(merged_into=None)
                | (models.Q(binned_at__isnull=False) & ~models.Q(merged_into=models.F("id"))),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="contact_by_name", condition=models.Q(binned_at=None)),
            models.Index(
                fields=["consent", "sort_name", "id"], name="contact_consent_name", condition=models.Q(binned_at=None)
            ),
            models.Index(
                fields=["language", "sort_name", "id"], name="contact_language_name", condition=models.Q(binned_at=None)
            ),
            models.Index(fields=["updated_at", "id"], name="contact_recent", condition=models.Q(binned_at=None)),
            models.Index(fields=["sort_name"], name="contact_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["binned_at"], name="contact_bin", condition=models.Q(binned_at__isnull=False)),
            # Who shares an address or a number may be the same person.
            GinIndex(fields=["emails"], name="contact_emails"),
            GinIndex(fields=["phones"], name="contact_phones"),
        ]
        triggers = [
            *CONTACT_TRIGGERS,
            *of_the_record(
                "companies_contacttocompare", "name", "native_name", "emails", "phones", "consent", "binned_at"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ConsentRecord(models.Model):
    """When and how a person gave or withdrew consent; the latest one is copied to the contact."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consent_records")
    state = models.CharField(_("consent"), max_length=10, choices=Consent)
    on = models.DateField(_("on"))
    how = models.CharField(_("how it was given or withdrawn"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by"))
    noted_at = models.DateTimeField(_("noted on"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.contact}: {self.get_state_display()}"
