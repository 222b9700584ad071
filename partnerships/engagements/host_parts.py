"""Engagements on the pages of core: search, commands, changes, figures, bin."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.area import Area, Extent, area_of
from crm.audit.models import AuditEvent
from crm.core import clock, locale
from crm.core.extension_points import (
    BinnedItem,
    BinSource,
    Change,
    ChangeSource,
    Command,
    Figure,
    FigureSource,
    SearchHit,
    SearchProvider,
    bin_sources,
    change_sources,
    commands,
    figure_sources,
    search_providers,
)

from ..enums import PIPELINE, EngagementKind, Stage
from ..models import Engagement
from . import policies, selectors
from .services.bin import restore_engagement

SUBJECT = "partnerships.engagement"
_ICONS = {EngagementKind.PARTNERSHIP: "handshake", EngagementKind.COLLABORATION: "users"}
# Beside names: a title that begins so, and a word in it.
_BEGINS, _HOLDS = 0.86, 0.65
_DEEDS: dict[str, Any] = {
    "partnership.opened": _("A partnership was opened: {title}"),
    "partnership.activated": _("A partnership is active: {title}"),
    "partnership.completed": _("A partnership was completed: {title}"),
    "partnership.terminated": _("A partnership was terminated: {title}"),
    "partnership.closed": _("A partnership was closed before it began: {title}"),
    "partnership.resumed": _("A partnership was resumed: {title}"),
    "agreement.signed": _("An agreement was signed: {title}"),
    "collaboration.logged": _("A collaboration was logged: {title}"),
}


def page_of(kind: str, pk: int | str) -> str:
    return reverse(f"partnerships:{kind}_detail", args=[pk])


def _may_enter(user: Any) -> bool:
    return bool(policies.may_work(access(user)))


def _find(user: Any, text: str, limit: int) -> list[SearchHit]:
    """Titles and events that hold every word, those that begin with the first one before the others."""
    words = text.split()
    if not words:
        return []
    rows = Engagement.objects.visible_to(user)
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(event__icontains=word))
    begins = rows.filter(title__istartswith=text)
    found = list(begins.select_related("lead_office")[:limit])
    if len(found) < limit:
        found += rows.exclude(pk__in=[row.pk for row in found]).select_related("lead_office")[: limit - len(found)]
    return [
        SearchHit(
            row.title,
            page_of(row.kind, row.pk),
            _ICONS[EngagementKind(row.kind)],
            format_lazy("{kind}, {office}", kind=row.get_kind_display(), office=row.lead_office.name),
            _BEGINS if row.title.lower().startswith(text.lower()) else _HOLDS,
        )
        for row in found
    ]


def _changes(user: Any, since: datetime, limit: int) -> Iterable[Change]:
    """What colleagues did with engagements that my offices lead or joined, or with companies that they lead."""
    area = area_of(user)
    if area is None:
        return
    events = AuditEvent.objects.filter(at__gt=since, subject_type=SUBJECT, verb__in=_DEEDS)
    if area.extent is not Extent.EVERYWHERE:
        ours = _of(area).annotate(key=Cast("pk", CharField()))
        events = events.filter(subject_id__in=ours.values("key"))
    for event in events.exclude(by_id=user.pk).order_by("-at")[:limit]:
        kind = EngagementKind.COLLABORATION if event.verb == "collaboration.logged" else EngagementKind.PARTNERSHIP
        yield Change(
            at=event.at,
            title=format_lazy(_DEEDS[event.verb], title=event.subject_label),
            url=page_of(kind, event.subject_id),
            icon=_ICONS[kind],
            by=event.by_name,
        )


def _of(area: Area) -> QuerySet:
    joined = Engagement.objects.filter(area.holds("offices")).values("pk")
    met = Engagement.objects.filter(area.holds("partners__company__lead_office")).values("pk")
    return Engagement.objects.kept().filter(area.holds("lead_office") | Q(pk__in=joined) | Q(pk__in=met))


_LED = {
    Extent.OFFICE: _("led by your office"),
    Extent.REGION: _("led by offices of your region"),
    Extent.EVERYWHERE: _("of all offices"),
}


def _figures(user: Any, _today: date) -> Iterable[Figure]:
    area = area_of(user)
    if area is None:
        return
    rows = Engagement.objects.visible_to(user).filter(area.holds("lead_office"))
    told = rows.aggregate(
        active=Count("pk", filter=Q(stage=Stage.ACTIVE)), prepared=Count("pk", filter=Q(stage__in=PIPELINE))
    )
    url = reverse("partnerships:partnership_list")
    one = f"&office={area.office_ids[0]}" if len(area.paths) == 1 and area.extent is not Extent.EVERYWHERE else ""
    hint = _LED[area.extent]
    yield Figure(_("Active partnerships"), _number(told["active"]), url=f"{url}?stage=active{one}", hint=hint)
    prepared = f"{url}?stage=prepared{one}"
    yield Figure(_("Partnerships in preparation"), _number(told["prepared"]), url=prepared, hint=hint)


def _number(value: int) -> str:
    return locale.number(value, locale.current())


def _binned(user: Any) -> QuerySet:
    rows = selectors.restorable_by(user)
    return rows.select_related("binned_by", "lead_office").order_by("-binned_at")


def _present(row: Engagement, _user: Any) -> BinnedItem:
    hint = format_lazy("{kind}, {office}", kind=row.get_kind_display(), office=row.lead_office.name)
    return BinnedItem(row.pk, row.title, hint, row.binned_at or clock.now(), row.binned_by, policies.may_restore(row))


search_providers.add("engagements", SearchProvider(_("Partnerships and collaborations"), _find), order=25)
commands.add(
    "collaboration",
    Command(
        _("Log a collaboration"),
        "partnerships:collaboration_create",
        "users",
        (_("workshop"), _("event"), _("log")),
        _may_enter,
    ),
    order=12,
)
commands.add(
    "partnership",
    Command(
        _("New partnership"), "partnerships:partnership_create", "handshake", (_("agreement"), _("add")), _may_enter
    ),
    order=13,
)
commands.add(
    "several_countries",
    Command(_("Companies in several countries"), "partnerships:several_countries", "globe"),
    order=81,
)
change_sources.add("engagements", ChangeSource(_("Partnerships and collaborations"), _changes), order=25)
figure_sources.add("engagements", FigureSource(_figures), order=25)
bin_sources.add(
    "engagements",
    BinSource(
        _("Partnerships and collaborations"),
        _binned,
        _present,
        lambda *, by, pk: restore_engagement(by=by, engagement_id=pk),
    ),
    order=30,
)
