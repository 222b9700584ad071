from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import Outcome, StewardshipAction
from ..querysets.stewardship import StewardshipTaskQuerySet
from .donation import Donation
from .donor import Donor
from .rules import StewardshipRule


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class StewardshipTask(Versioned):
    """Something owed to a giver: a postcard, a call (domain.md section 6). Once for each rule and gift, or year.

    `rule` None: somebody asked for it by hand.
    """

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="stewardship", verbose_name=_("donor"))
    donation = models.ForeignKey(
        Donation, models.PROTECT, null=True, blank=True, related_name="stewardship", verbose_name=_("donation")
    )
    rule = models.ForeignKey(
        StewardshipRule, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("rule")
    )
    # Of a rule about a year's gifts; else 0.
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    action = models.CharField(_("what is done"), max_length=8, choices=StewardshipAction)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    assignee = _person(_("assigned to"))
    due_on = models.DateField(_("due on"))
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    done_by = _person(_("done by"))
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects: Any = StewardshipTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("stewardship task")
        verbose_name_plural = _("stewardship tasks")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(name="stewardship_task_action", condition=Q(action__in=StewardshipAction.values)),
            models.UniqueConstraint(
                fields=["rule", "donation"],
                name="stewardship_gift_once",
                condition=Q(rule__isnull=False, year=0),
            ),
            models.UniqueConstraint(
                fields=["rule", "donor", "year"],
                name="stewardship_year_once",
                condition=Q(rule__isnull=False) & ~Q(year=0),
            ),
            models.CheckConstraint(
                name="stewardship_done",
                condition=Q(done_at=None, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="stewardship_open", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return str(self.get_action_display())


@tracked(exclude=["updated_at"])
class ThankYouTemplate(Versioned):
    """A thank-you e-mail in one language. `{name}`, `{amount}`, `{cause}`, `{date}`, `{office}` are filled in.

    Of several that fit, the one with the highest `above_usd` that the gift reaches.
    """

    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for gifts to")
    )
    above_usd = models.DecimalField(_("from, USD"), max_digits=14, decimal_places=2, default=0)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=5000)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("thank-you template")
        verbose_name_plural = _("thank-you templates")
        ordering = ["language", "above_usd", "name"]
        constraints = [
            models.CheckConstraint(name="thank_you_words", condition=~Q(subject="") & ~Q(text="")),
            models.CheckConstraint(name="thank_you_above", condition=Q(above_usd__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(written_once=True)
class ThankYou(models.Model):
    """That a thank-you was sent for a gift, once; the words stand in the outbox."""

    donation = models.OneToOneField(Donation, models.PROTECT, related_name="thank_you")
    template = models.ForeignKey(ThankYouTemplate, models.PROTECT, related_name="+")
    sent_by = _person(_("sent by"))
    sent_at = models.DateTimeField(_("sent on"))

    class Meta:
        verbose_name = _("thank-you")
        verbose_name_plural = _("thank-yous")

    def __str__(self) -> str:
        return f"{self.donation_id}"
