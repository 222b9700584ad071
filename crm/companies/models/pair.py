"""Two records that may be one and the same, and the records whose pairs have to be looked at again.

Both are worked out from the records, whose history is kept; what a person says of a pair is a deed on both of them.
"""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import PairState
from ..pair_querysets import CompanyPairQuerySet, ContactPairQuerySet
from .company import Company
from .contact import Contact


class Pair(models.Model):
    """`reasons` are data, worded when they are shown (docs/duplicates.md).

    A decision keeps the fingerprints of what was compared on both sides; when one of them changes, the pair is open
    again and says which side changed.
    """

    score = models.FloatField(_("likeness"))
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    found_at = models.DateTimeField(_("found on"))
    state = models.CharField(_("state"), max_length=10, choices=PairState, default=PairState.OPEN)
    first_print = models.CharField(max_length=64, blank=True)
    second_print = models.CharField(max_length=64, blank=True)
    first_changed = models.BooleanField(default=False)
    second_changed = models.BooleanField(default=False)
    decided_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided on"), null=True)
    decided_why = models.CharField(_("why they are not the same"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(name="%(class)s_in_order", condition=models.Q(first__lt=models.F("second"))),
            models.CheckConstraint(name="%(class)s_score", condition=models.Q(score__gte=0) & models.Q(score__lte=1)),
            models.CheckConstraint(
                name="%(class)s_decided",
                condition=models.Q(state=PairState.OPEN)
                | (
                    models.Q(state=PairState.NOT_SAME, decided_by__isnull=False, decided_at__isnull=False)
                    & ~models.Q(first_print="")
                    & ~models.Q(second_print="")
                ),
            ),
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_once"),
        ]
        indexes = [
            models.Index(fields=["second"], name="%(class)s_second"),
            models.Index(fields=["state", "-score", "id"], name="%(class)s_best"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"  # type: ignore[attr-defined]


class CompanyPair(Pair):
    first = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)

    objects = CompanyPairQuerySet.as_manager()

    class Meta(Pair.Meta):
        verbose_name = _("possible duplicate of a company")
        verbose_name_plural = _("possible duplicates of companies")


class ContactPair(Pair):
    first = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False)

    objects = ContactPairQuerySet.as_manager()

    class Meta(Pair.Meta):
        verbose_name = _("possible duplicate of a person")
        verbose_name_plural = _("possible duplicates of people")


class ToCompare(models.Model):
    """A record whose pairs have to be looked at again. Written by triggers (duplicates/triggers.py), only ever added to
    and taken away: whoever writes a company never waits for whoever compares it."""

    record = models.BigIntegerField()

    class Meta:
        abstract = True
        ordering = ["id"]
        indexes = [models.Index(fields=["record"], name="%(class)s_record")]

    def __str__(self) -> str:
        return str(self.record)


class CompanyToCompare(ToCompare):
    class Meta(ToCompare.Meta):
        verbose_name = _("company to compare")
        verbose_name_plural = _("companies to compare")


class ContactToCompare(ToCompare):
    class Meta(ToCompare.Meta):
        verbose_name = _("person to compare")
        verbose_name_plural = _("people to compare")
