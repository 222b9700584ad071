"""High-risk sectors and themes of controversies. Source: due-diligence.md."""

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import ControversyTheme, HighRiskSector
from .. import policies
from . import checks, versions
from .criteria import RESERVED
from .data import SectorData, ThemeData
from .proposing import refresh_proposals


@transaction.atomic
def set_sector(
    *, by: User, data: SectorData, code: str = "", seen: int | None = None, on: date | None = None
) -> HighRiskSector:
    """A sector that takes a closer look from a day on, or, with a code, the next version of one.

    Raises Stale, Forbidden, Conflict, or ValidationError by field.
    """
    policies.may_set(by).require()
    latest = HighRiskSector.objects.filter(code=code).select_for_update(no_key=True).order_by("-number").first()
    number = latest.number if latest else 0
    versions.expect(latest=latest, number=number, seen=seen)
    checks.check_sector(data, on=on or clock.today())
    values = asdict(data) | {"isic": sorted(set(data.isic))}
    before, after = versions.differences(latest=latest, values=values) if latest else ({}, {"isic": values["isic"]})
    fresh = HighRiskSector(
        code=code or _free_code(HighRiskSector, data.name_en), number=number + 1, set_by=by, **values
    )
    fresh.save(force_insert=True)
    verb = "sector.changed" if latest else "sector.added"
    recorder.record(verb=verb, subject=fresh, by=by, before=before, after=after)
    refresh_proposals(on=on or clock.today())
    return fresh


@transaction.atomic
def add_theme(*, by: User, data: ThemeData) -> ControversyTheme:
    """Raises Forbidden, or ValidationError by field."""
    policies.may_set(by).require()
    checks.check_theme(data)
    theme = ControversyTheme.objects.create(code=_free_code(ControversyTheme, data.name_en), **asdict(data))
    recorder.record(verb="theme.added", subject=theme, by=by, after={"name_en": data.name_en})
    return theme


@transaction.atomic
def edit_theme(*, by: User, theme_id: int, data: ThemeData, version: int | None = None) -> ControversyTheme:
    """Word it better, or retire it: a theme rates nothing, so that no version of it need be kept beside its history.

    Raises Stale, Forbidden, or ValidationError by field.
    """
    policies.may_set(by).require()
    theme = ControversyTheme.objects.select_for_update(no_key=True).get(pk=theme_id)
    theme.expect_version(version)
    checks.check_theme(data)
    before, after = recorder.changes(theme, asdict(data))
    if not after:
        return theme
    for name in after:
        setattr(theme, name, getattr(data, name))
    theme.save_changes(*after)
    recorder.record(verb="theme.changed", subject=theme, by=by, before=before, after=after)
    return theme


def _free_code(model: type[HighRiskSector] | type[ControversyTheme], name: str) -> str:
    """From the English name; refused where that is taken."""
    code = slugify(name)[:50]
    found = checks.Problems()
    if not code or code == RESERVED:
        found.add("name_en", _("Give it an English name that says what it is."))
    elif model.objects.filter(code=code).exists():
        found.add("name_en", _("There is one of this name already. Open that one."), "unique")
    found.refuse()
    return code
