"""What the parts of partnerships add to an engagement's page. For display, never for a gate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.core.registry import Registry
from crm.listing.columns import Column


@dataclass(frozen=True)
class EngagementPanel:
    """A part of the page: a template and what it needs, as `context(engagement, user)`; None leaves it out.

    `kinds` are the kinds of engagement that have it; `aside` puts it into the narrow column. `deeds` is the template of
    the buttons in its head, drawn with the same context: what is done to a part stands there in every one of them.
    """

    title: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    icon: str = ""
    kinds: tuple[str, ...] = ("partnership", "collaboration")
    aside: bool = False
    deeds: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """A figure above the page of a partnership: all of them together are what it says in one look."""

    label: Any
    value: Any
    note: Any = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ComingDate:
    """Something that is due on a day: lapsed ones, too, while they are open."""

    on: date
    words: Any


# Drawn above the page: "its clearance is suspended".
engagement_banners: Registry[EngagementPanel] = Registry("engagement banners")
engagement_panels: Registry[EngagementPanel] = Registry("engagement panels")
engagement_glances: Registry[Callable[[Any, date], Glance | None]] = Registry("engagement glances")
# Of one that runs: what ends, what is to be reached, what is to be paid. The first one of each is enough.
coming_dates: Registry[Callable[[Any], Iterable[ComingDate]]] = Registry("coming dates of an engagement")
# What the parts above engagements add to the list of partnerships; their columns stand before "From".
partnership_columns: Registry[Column] = Registry("partnership columns")
