"""What the score card brings to the hosts of the layers below."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.core.extension_points import (
    Command,
    HistorySubject,
    NavigationEntry,
    commands,
    history_subjects,
    navigation,
)

from ..enums import EngagementKind
from ..models import DealBreaker, ScoreFactor
from ..navigation import GROUP
from ..registries import EngagementPanel, engagement_banners, engagement_panels
from . import policies, presenters
from .selectors import card_of, open_deal_breakers

PARTNERSHIP = (EngagementKind.PARTNERSHIP,)


def _may_score(engagement: Any, user: Any) -> Any:
    return policies.may_score(access(user), engagement, [office.pk for office in engagement.offices.all()])


def _score(engagement: Any, user: Any) -> dict[str, Any]:
    card = card_of(engagement)
    return {
        "card": card,
        "groups": presenters.lines_of(card),
        "percent": presenters.percent(card.total),
        "may_score": _may_score(engagement, user),
    }


def _deal_breakers(engagement: Any, user: Any) -> dict[str, Any]:
    rows = DealBreaker.objects.filter(partnership=engagement).order_by(F("resolved_on").desc(nulls_first=True), "pk")
    return {"rows": rows.select_related("raised_by")[:100], "may_score": _may_score(engagement, user)}


def _warned(engagement: Any, _user: Any) -> dict[str, Any] | None:
    rows = open_deal_breakers(engagement)
    return {"rows": rows} if rows else None


engagement_banners.add(
    "deal-breakers",
    EngagementPanel(_("Deal-breakers"), "partnerships/scoring/_deal_breaker_banner.html", _warned, kinds=PARTNERSHIP),
    order=60,
)
engagement_panels.add(
    "deal-breakers",
    EngagementPanel(
        _("Deal-breakers"),
        "partnerships/scoring/_deal_breakers_panel.html",
        _deal_breakers,
        icon="octagon-alert",
        kinds=PARTNERSHIP,
        aside=True,
        deeds="partnerships/scoring/_deal_breaker_deeds.html",
    ),
    order=60,
)
engagement_panels.add(
    "score",
    EngagementPanel(
        _("Score card"),
        "partnerships/scoring/_score_panel.html",
        _score,
        icon="gauge",
        kinds=PARTNERSHIP,
        aside=True,
        deeds="partnerships/scoring/_score_deeds.html",
    ),
    order=65,
)
navigation.add("ranking", NavigationEntry(_("Ranking"), "partnerships:ranking", "gauge", group=GROUP), order=515)
commands.add(
    "score-card",
    Command(_("Weights of the score card"), "partnerships:weights", "scale", (_("ranking"), _("factors"))),
    order=95,
)
history_subjects.add("partnerships.scorefactor", HistorySubject(find=lambda _user, pk: ScoreFactor.objects.get(pk=pk)))
