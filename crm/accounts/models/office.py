from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import OfficeKind, Staffing
from ..querysets import OfficeQuerySet
from ..validators import known_zone

# A country office has one regional office, every regional office the headquarters (domain.md section 2).
_PARENT_RULE = """
    SELECT kind INTO parent_kind FROM accounts_office WHERE id = NEW.parent_id;
    IF (NEW.kind = 'regional' AND parent_kind IS DISTINCT FROM 'headquarters')
        OR (NEW.kind = 'country' AND parent_kind IS DISTINCT FROM 'regional')
        OR (NEW.kind = 'hub' AND parent_kind NOT IN ('headquarters', 'regional'))
    THEN RAISE EXCEPTION 'an office of kind % cannot stand below one of kind %', NEW.kind, parent_kind
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def region_of(path: str) -> str:
    """The path down to the regional office (or hub) that an office belongs to; HQ's own path for HQ."""
    return "/".join(path.split("/")[:3]) + "/" if path.count("/") > 2 else path


@tracked(exclude=["updated_at"])
class Office(Versioned):
    """Headquarters, a regional office, a country office or a fundraising hub (domain.md section 2)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    country: Any = CountryField(_("country"))
    city = models.CharField(_("city"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("reports to")
    )
    # Ids from the headquarters down to this office, "/1/4/23/": what lies below an office shares its beginning.
    path = models.CharField(max_length=120, editable=False, db_index=True, db_collation="C", default="")
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC", validators=[known_zone])
    email = models.EmailField(_("e-mail"), blank=True)
    staffing = models.CharField(_("private-sector staffing"), max_length=20, choices=Staffing, default=Staffing.NONE)
    staffing_note = models.TextField(_("about the staffing"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(name="office_kind", condition=models.Q(kind__in=OfficeKind.values)),
            models.CheckConstraint(name="office_staffing", condition=models.Q(staffing__in=Staffing.values)),
            models.CheckConstraint(
                name="office_parent",
                condition=models.Q(kind=OfficeKind.HEADQUARTERS, parent=None)
                | (~models.Q(kind=OfficeKind.HEADQUARTERS) & models.Q(parent__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind=OfficeKind.HEADQUARTERS), name="one_headquarters"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parent_rule",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "parent_id"),
                func=_PARENT_RULE,
                declare=[("parent_kind", "text")],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region_path(self) -> str:
        return region_of(self.path)


@tracked()
class RegionCountry(models.Model):
    """Which regional office answers for a country, whether or not there is a country office in it."""

    country: Any = CountryField(_("country"), unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="region_countries", verbose_name=_("office"))

    class Meta:
        verbose_name = _("country of a region")
        verbose_name_plural = _("countries of a region")
        ordering = ["country"]

    def __str__(self) -> str:
        return f"{self.country.code}: {self.office.code}"  # type: ignore[attr-defined]
