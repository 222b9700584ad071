"""What the pipeline adds to the page of a partnership and to the hosts of the layers below."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.access import access
from crm.core import clock
from crm.core.extension_points import NavigationEntry, navigation

from ..engagements.services.writing import office_ids
from ..enums import Stage
from ..models import Engagement
from ..navigation import GROUP
from ..registries import EngagementPanel, engagement_panels
from . import glance, lapse_parts, policies, receivers, selectors, tables, wordings  # noqa: F401
from .remedies import with_remedies
from .requirements import missing
from .tabs import BESIDE


def panel(engagement: Engagement, user: Any) -> dict[str, Any]:
    """Where it stands, what the next stage misses, and the steps that this person may take."""
    facts = selectors.facts_of(engagement, on=clock.today())
    for_active = missing(facts, Stage.ACTIVE)
    following = policies.next_stage(engagement.stage)
    steps = policies.steps_of(access(user), engagement, office_ids(engagement), for_active)
    return {
        "line": selectors.line_of(engagement),
        "following": Stage(following).label if following else "",
        "missing": with_remedies(engagement, missing(facts, following), facts.companies),
        "missing_later": _later(engagement, facts, following),
        "steps": steps,
        "may_none": not any(step.verdict for step in steps),
    }


def _later(engagement: Engagement, facts: Any, following: str) -> list[Any]:
    """What *active* will need, while another stage comes before it."""
    if not following or following == Stage.ACTIVE:
        return []
    needed = [each for each in missing(facts, Stage.ACTIVE) if each.needed]
    return with_remedies(engagement, needed, facts.companies)


engagement_panels.add(
    "pipeline",
    EngagementPanel(_("Pipeline"), "partnerships/pipeline/_panel.html", panel, "git-merge", kinds=("partnership",)),
    order=5,
)
navigation.add(
    "pipeline",
    NavigationEntry(
        pgettext_lazy("navigation", "Pipeline"), "partnerships:board", "square-kanban", group=GROUP, beside=BESIDE
    ),
    order=502,
)
