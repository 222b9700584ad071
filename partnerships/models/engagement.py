from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Contact, Theme
from crm.core.models import Binnable, Versioned

from ..enums import Disclosure, EngagementKind, EngagementType, Modality, Stage
from ..gate import WHOLE_ON_STAGE
from ..querysets.engagements import EngagementQuerySet
from .programme import Programme


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class Engagement(Versioned, Binnable):
    """A partnership or a collaboration: what offices do with companies (domain.md section 4).

    Both stand in one table, since the compendium, contributions, documents and a company's page ask for both; the
    columns that one of them does not have are empty, by constraint.
    """

    kind = models.CharField(max_length=13, choices=EngagementKind, editable=False)
    title = models.CharField(_("title"), max_length=200)
    type = models.CharField(_("main type"), max_length=21, choices=EngagementType)
    modality = models.CharField(_("modality"), max_length=12, choices=Modality, blank=True)
    description = models.TextField(_("description"), blank=True)
    lead_office = models.ForeignKey(
        Office, models.PROTECT, related_name="led_engagements", verbose_name=_("lead office")
    )
    offices = models.ManyToManyField(Office, blank=True, related_name="joined_engagements", verbose_name=_("offices"))
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, verbose_name=_("countries"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="engagements", verbose_name=_("themes"))
    sdgs = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(17)]),
        default=list,
        blank=True,
        verbose_name=_("Sustainable Development Goals"),
    )
    # Of a collaboration: the day on which it was held, and the last one where it took several.
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    disclosure = models.CharField(_("disclosure"), max_length=8, choices=Disclosure, default=Disclosure.INTERNAL)
    # Counted among partnerships and shown apart (domain.md section 4).
    airline = models.BooleanField(_("airline agreement"), default=False)
    # The workshop or campaign in which collaborations with several companies were entered together.
    event = models.CharField(_("event"), max_length=200, blank=True)
    relationship_lead = _person(_("relationship lead"))
    colleagues = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("point persons on our side")
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="engagements", verbose_name=_("point persons on their side")
    )
    grown_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="grown_into", verbose_name=_("grown from")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="engagements", verbose_name=_("programme")
    )
    # What it is expected to bring, for weighing it against the effort.
    expected_usd = models.DecimalField(
        _("expected benefit, USD"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    stage = models.CharField(_("stage"), max_length=13, choices=Stage, blank=True)
    stage_since = models.DateTimeField(_("since"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused on"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="engagement_kind", condition=Q(kind__in=EngagementKind.values)),
            models.CheckConstraint(name="engagement_type", condition=Q(type__in=EngagementType.values)),
            models.CheckConstraint(name="engagement_modality", condition=Q(modality__in=["", *Modality.values])),
            models.CheckConstraint(name="engagement_disclosure", condition=Q(disclosure__in=Disclosure.values)),
            models.CheckConstraint(name="engagement_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="engagement_dates",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="engagement_parts",
                condition=Q(kind="partnership", stage__in=Stage.values, stage_since__isnull=False, event="")
                | Q(
                    kind="collaboration",
                    stage="",
                    starts_on__isnull=False,
                    grown_from=None,
                    paused_at=None,
                    airline=False,
                ),
            ),
            models.CheckConstraint(name="engagement_sdgs", condition=Q(sdgs__contained_by=list(range(1, 18)))),
            models.CheckConstraint(name="engagement_expected", condition=Q(expected_usd=None) | Q(expected_usd__gte=0)),
            models.CheckConstraint(name="engagement_paused", condition=Q(paused_at=None) | Q(stage="active")),
        ]
        indexes = [
            models.Index(
                fields=["stage", "stage_since"], name="engagement_stage", condition=Q(binned_at=None) & ~Q(stage="")
            ),
            models.Index(fields=["lead_office", "kind"], name="engagement_office", condition=Q(binned_at=None)),
            models.Index(fields=["kind", "-starts_on", "-id"], name="engagement_ran", condition=Q(binned_at=None)),
            models.Index(fields=["ends_on"], name="engagement_ends", condition=Q(binned_at=None, stage="active")),
            GinIndex(fields=["countries"], name="engagement_countries"),
        ]
        triggers = [WHOLE_ON_STAGE]

    def __str__(self) -> str:
        return self.title

    @property
    def is_partnership(self) -> bool:
        return self.kind == EngagementKind.PARTNERSHIP

    @property
    def stage_tone(self) -> str:
        return Stage(self.stage).tone if self.stage else "neutral"


tracked()(Engagement.offices.through)
tracked()(Engagement.themes.through)
tracked()(Engagement.colleagues.through)
tracked()(Engagement.contacts.through)
