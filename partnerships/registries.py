"""What the parts of partnerships add to an engagement's page. For display, never for a gate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.core.registry import Registry
from crm.listing.columns import Column


@dataclass(frozen=True)
class EngagementPanel:
    """A part of the page: a template and what it needs, as `context(engagement, user)`; None leaves it out.

    `kinds` are the kinds of engagement that have it; `aside` puts it into the narrow column.
    """

    title: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    icon: str = ""
    kinds: tuple[str, ...] = ("partnership", "collaboration")
    aside: bool = False


# Drawn above the page: "its clearance is suspended".
engagement_banners: Registry[EngagementPanel] = Registry("engagement banners")
engagement_panels: Registry[EngagementPanel] = Registry("engagement panels")
# What the parts above engagements add to the list of partnerships; their columns stand before "From".
partnership_columns: Registry[Column] = Registry("partnership columns")
