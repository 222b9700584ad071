"""What the page of a partnership says in one look: its stage, and how its companies are cleared."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.core import locale
from duediligence.enums import ClearanceState
from duediligence.models import Clearance

from ..enums import ENDED, Stage
from ..models import Engagement
from ..registries import Glance, engagement_glances
from . import selectors


def stage(engagement: Engagement, on: date) -> Glance:
    since = engagement.stage_since.date() if engagement.stage_since else on
    days = (on - since).days
    told = {"day": locale.day(since, locale.current()), "n": days}
    note = ngettext("since %(day)s, %(n)s day", "since %(day)s, %(n)s days", days) % told
    stalled = bool(selectors.stalled_ids([engagement.pk], on=on))
    value = engagement.get_stage_display()
    return Glance(
        _("Stage"), value, f"{note} · {_('stalled')}" if stalled else note, "bad" if stalled else "", "#pipeline"
    )


def clearance(engagement: Engagement, on: date) -> Glance | None:
    """Of all its companies the one that stands worst."""
    if engagement.stage in ENDED:
        return None
    partners: list[Any] = list(selectors.partners_with_standing(engagement.partners.all(), on=on))
    label = _("Clearance")
    lacking = [each for each in partners if each.now_cleared is None]
    if not lacking:
        return _in_force(label, [each.now_cleared for each in partners])
    states = selectors.lapse_states([engagement.pk], on=on) if engagement.stage == Stage.ACTIVE else {}
    names = ", ".join(each.company.legal_name for each in lacking)
    if state := states.get(engagement.pk):
        return Glance(label, ClearanceState(state).label, names, "bad")
    if all(each.under_way for each in lacking):
        return Glance(label, _("Being screened"), names, "warn")
    return Glance(label, _("None"), format_lazy(_("Not cleared: {names}"), names=names), "warn")


def _in_force(label: str, ids: list[int]) -> Glance | None:
    if not ids:
        return None
    first = Clearance.objects.filter(pk__in=ids).earliest("valid_until")
    until = _("until %(day)s") % {"day": locale.day(first.valid_until, locale.current())}
    return Glance(label, ClearanceState.IN_FORCE.label, until, "ok", reverse("duediligence:clearance", args=[first.pk]))


engagement_glances.add("stage", stage, order=10)
engagement_glances.add("clearance", clearance, order=20)
