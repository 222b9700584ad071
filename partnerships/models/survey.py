from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.companies.models import Contact
from crm.core.models import Versioned, Worded

from ..enums import SurveyMoment
from .partner import Partner


@tracked(exclude=["updated_at"])
class SurveyQuestion(Worded, Versioned):
    """A question to the partner, answered from 1 to 5."""

    code = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("question of the survey")
        verbose_name_plural = _("questions of the survey")
        ordering = ["position", "code"]


@tracked(exclude=["updated_at"])
class SurveyInvitation(Versioned):
    """A person of a company is asked how content they are, once for each moment (domain.md section 1, P8).

    The link is signed, and ends with `expires_on`; nothing of it is stored but the number that it signs.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="invitations", verbose_name=_("partner"))
    moment = models.CharField(_("moment"), max_length=7, choices=SurveyMoment)
    # Of yearly ones, which year; else 0.
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="survey_invitations", verbose_name=_("person on their side")
    )
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent on"))
    expires_on = models.DateField(_("open until"))
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("invitation to the survey")
        verbose_name_plural = _("invitations to the survey")
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "moment", "year"], name="survey_once"),
            models.CheckConstraint(name="survey_moment", condition=Q(moment__in=SurveyMoment.values)),
            models.CheckConstraint(
                name="survey_year",
                condition=Q(moment=SurveyMoment.YEARLY, year__gte=2000) | (~Q(moment=SurveyMoment.YEARLY) & Q(year=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} {self.year or ''}".strip()


@tracked()
class SurveyAnswer(models.Model):
    invitation = models.ForeignKey(SurveyInvitation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField(_("answer"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        verbose_name = _("answer of the survey")
        verbose_name_plural = _("answers of the survey")
        ordering = ["invitation", "question"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "question"], name="survey_answer_once"),
            models.CheckConstraint(name="survey_answer_value", condition=Q(value__gte=1, value__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.value}"
