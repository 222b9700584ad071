"""What the desk collects for a screening: answers, sales, evidence, controversies, risks."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import EvidenceKind, Reliability, RiskKind, Severity
from ..querysets.research import EvidenceQuerySet, RowQuerySet
from .criterion import ControversyTheme, CriterionVersion
from .screening import Screening


def _author(label: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label)


@tracked()
class Answer(models.Model):
    """The answer to a criterion, under the version that was asked.

    `value`: per cent as text ("7.5") for a share, "yes" or "no", the value of a choice, or the words; "unknown" where
    it cannot be determined.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="answers")
    version = models.ForeignKey(CriterionVersion, models.PROTECT, related_name="answers", verbose_name=_("criterion"))
    value = models.TextField(_("answer"))
    note = models.TextField(_("note"), blank=True)
    answered_by = _author(_("answered by"))
    answered_at = models.DateTimeField(_("answered on"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["screening", "id"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "version"], name="answer_once"),
            models.CheckConstraint(name="answer_filled", condition=~Q(value="")),
        ]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.version_id}"


@tracked()
class SalesActivity(models.Model):
    """What a company sells, and which share of its sales that is; no share where it cannot be determined."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="activities")
    activity = models.CharField(_("activity"), max_length=200)
    isic = models.CharField(_("sector (ISIC)"), max_length=3, blank=True)
    share_percent = models.DecimalField(
        _("share of sales, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of sales")
        verbose_name_plural = _("shares of sales")
        ordering = ["screening", "-share_percent", "id"]
        constraints = [
            models.CheckConstraint(
                name="sales_share", condition=Q(share_percent=None) | Q(share_percent__gte=0, share_percent__lte=100)
            )
        ]

    def __str__(self) -> str:
        return self.activity


@tracked()
class Evidence(models.Model):
    """A link, a file, a note or a search of the media, with who captured it, when, and how reliable it is.

    Confidential evidence is for the partnerships team, the auditors and those who decide; that it exists is no secret.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="evidence")
    answer = models.ForeignKey(
        Answer, models.SET_NULL, null=True, blank=True, related_name="evidence", verbose_name=_("answer")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m/", max_length=255, blank=True)
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(_("kind of file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64, blank=True)
    text = models.TextField(_("note"), blank=True)
    # Of a search: what was asked, in which language, where, over which period; a nil result is a record, too.
    query = models.CharField(_("search words"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    place = models.CharField(_("searched where"), max_length=200, blank=True)
    period_from = models.DateField(_("period from"), null=True, blank=True)
    period_until = models.DateField(_("period until"), null=True, blank=True)
    results = models.PositiveIntegerField(_("results"), null=True, blank=True)
    reliability = models.CharField(_("reliability"), max_length=11, choices=Reliability, default=Reliability.UNVERIFIED)
    confidential = models.BooleanField(_("confidential"), default=False)
    captured_by = _author(_("captured by"))
    captured_at = models.DateTimeField(_("captured on"))
    # Taken back: kept for the record, counted no longer.
    struck_at = models.DateTimeField(_("struck out on"), null=True, blank=True)
    struck_reason = models.CharField(_("why struck out"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["screening", "id"]
        constraints = [
            models.CheckConstraint(name="evidence_kind", condition=Q(kind__in=EvidenceKind.values)),
            models.CheckConstraint(
                name="evidence_filled",
                condition=(Q(kind=EvidenceKind.LINK) & ~Q(url=""))
                | (Q(kind=EvidenceKind.FILE) & ~Q(file="") & ~Q(sha256=""))
                | (Q(kind=EvidenceKind.NOTE) & ~Q(text=""))
                | (Q(kind=EvidenceKind.SEARCH) & ~Q(query="") & ~Q(place="") & Q(results__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        """Without the title, which may be confidential; this label stands in the trail."""
        return f"{self.get_kind_display()} {self.pk}"


@tracked()
class Controversy(models.Model):
    """A finding against the company: about what, how severe, when, what it answered, from where it is known."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="controversies")
    theme = models.ForeignKey(ControversyTheme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity)
    happened_on = models.DateField(_("date"))
    text = models.TextField(_("what happened"))
    company_answer = models.TextField(_("the company's answer"), blank=True)
    source = models.CharField(_("source"), max_length=500)
    noted_by = _author(_("noted by"))

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("controversy")
        verbose_name_plural = _("controversies")
        ordering = ["screening", "-severity", "-happened_on", "id"]
        constraints = [
            models.CheckConstraint(name="controversy_severity", condition=Q(severity__gte=1, severity__lte=4)),
            models.CheckConstraint(name="controversy_sourced", condition=~Q(source="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.severity}"


_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


@tracked()
class Risk(models.Model):
    """A line of the risk register (domain.md section 1, P14): likelihood times impact, mitigation and its owner."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="risks")
    kind = models.CharField(_("kind"), max_length=12, choices=RiskKind)
    text = models.TextField(_("risk"))
    likelihood = models.PositiveSmallIntegerField(_("likelihood, 1 to 5"), validators=_FIVE)
    impact = models.PositiveSmallIntegerField(_("impact, 1 to 5"), validators=_FIVE)
    mitigation = models.TextField(_("mitigation"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    due_on = models.DateField(_("mitigation due on"), null=True, blank=True)
    mitigated_at = models.DateTimeField(_("mitigated on"), null=True, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["screening", "id"]
        constraints = [
            models.CheckConstraint(name="risk_kind", condition=Q(kind__in=RiskKind.values)),
            models.CheckConstraint(
                name="risk_range",
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.kind}"

    @property
    def weight(self) -> int:
        return self.likelihood * self.impact
