"""What a company cares about, and how we know."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office, User
from crm.audit import recorder
from crm.core import clock

from .. import cleaning, policies
from ..enums import InterestLevel
from ..models import Interest, Theme
from . import writing


@transaction.atomic
def note_interest(
    *,
    company_id: int,
    by: User,
    theme: Theme,
    region: Office | None = None,
    level: str = InterestLevel.MEDIUM,
    source: str,
    on: date | None = None,
) -> Interest:
    """Note an interest in a theme, or bring the same one (theme and region) up to date."""
    company = writing.locked(company_id)
    policies.may_edit(access(by), company).require()
    _check(theme, region)
    interest = Interest.objects.filter(company=company, theme=theme, region=region).first()
    before = _told(interest) if interest else {}
    interest = interest or Interest(company=company, theme=theme, region=region)
    interest.level, interest.source = level, cleaning.line(source)
    interest.noted_by, interest.noted_on = by, on or clock.today()
    interest.clean_fields(exclude={"company", "theme", "region", "noted_by"})
    interest.save()
    recorder.record(verb="company.interest_noted", subject=company, by=by, before=before, after=_told(interest))
    return interest


@transaction.atomic
def drop_interest(*, interest_id: int, by: User) -> None:
    """Take an interest back; the trail keeps what it said."""
    interest = Interest.objects.select_related("theme", "region").get(pk=interest_id)
    company = writing.locked(interest.company_id)
    policies.may_edit(access(by), company).require()
    before = _told(interest)
    interest.delete()
    recorder.record(verb="company.interest_dropped", subject=company, by=by, before=before)


def _check(theme: Theme, region: Office | None) -> None:
    if theme.retired:
        raise ValidationError({"theme": _("This theme is no longer used. Choose another.")}, code="retired")
    if region and region.kind != OfficeKind.REGIONAL:
        raise ValidationError({"region": _("Choose a region, or leave this empty for everywhere.")}, code="no_region")


def _told(interest: Interest) -> dict[str, Any]:
    return {
        "theme": interest.theme.code,
        "region": interest.region.code if interest.region else "",
        "level": interest.level,
        "source": interest.source,
    }
