"""Gathering what the other apps bring to the pages of this one."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse

from crm.accounts.models import User
from crm.core.extension_points import (
    Change,
    Figure,
    SearchHit,
    change_sources,
    commands,
    figure_sources,
    search_providers,
)
from crm.core.text import fold


@dataclass(frozen=True, slots=True)
class Section:
    """Search results of one kind; `more` says that there are others."""

    key: str
    label: Any
    hits: list[SearchHit]
    more: bool = False

    @property
    def best(self) -> float:
        return max(hit.score for hit in self.hits)


def changes_since(user: User, moment: datetime, *, limit: int) -> list[Change]:
    found = [change for source in change_sources for change in source.since(user, moment, limit)]
    return sorted(found, key=attrgetter("at"), reverse=True)[:limit]


def figures_for(user: User, *, on: date) -> list[Figure]:
    return [figure for source in figure_sources for figure in source.figures(user, on)]


def commands_for(user: User, text: str = "", *, limit: int = 8) -> list[SearchHit]:
    """The deeds that this person may start and whose words begin like those that were typed."""
    typed = fold(text).split()
    offered = [command for command in commands if command.shown_to(user)]
    return [
        SearchHit(title=str(command.label), url=reverse(command.url_name), icon=command.icon)
        for command in offered
        if _begins(typed, [str(command.label), *map(str, command.words)])
    ][:limit]


def _begins(typed: list[str], words: list[str]) -> bool:
    known = [part for word in words for part in fold(word).split()]
    return all(any(part.startswith(each) for part in known) for each in typed)


def search(user: User, text: str, *, limit: int, only: str = "") -> list[Section]:
    """What each provider finds for this person; the one with the best hit first, those without a hit left out."""
    sections = []
    for key, provider in search_providers.items():
        if only and key != only:
            continue
        hits = list(provider.find(user, text, limit + 1))
        if hits:
            sections.append(Section(key, provider.label, hits[:limit], more=len(hits) > limit))
    return sorted(sections, key=lambda section: -section.best)


def search_notices(only: str = "") -> list[Any]:
    """What is to be said of answers that may be incomplete just now, each once."""
    providers = [provider for key, provider in search_providers.items() if only in ("", key)]
    said = [provider.notice() for provider in providers if provider.notice]
    return list(dict.fromkeys(notice for notice in said if notice))
