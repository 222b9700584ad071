"""Coordination requests on the pages of the layers below: what waits for an answer, figures, history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from crm.accounts.access import access
from crm.accounts.area import Extent, area_of
from crm.core import locale
from crm.core.extension_points import (
    Command,
    Figure,
    FigureSource,
    HistorySubject,
    InboxItem,
    InboxSource,
    NavigationEntry,
    commands,
    figure_sources,
    history_subjects,
    inbox_sources,
    navigation,
)

from . import rights, selectors
from .models import CoordinationRequest


def _works(user: Any) -> bool:
    return rights.works(access(user))


def _requests_waiting(user: Any, today: date) -> Iterable[InboxItem]:
    for request in selectors.requests_to_answer(access(user))[:50]:
        yield InboxItem(
            title=format_lazy(
                _("{office} asks before approaching {company}"),
                office=request.from_office.name,
                company=request.company.legal_name,
            ),
            url=reverse("contactlog:coordination_detail", args=[request.pk]),
            kind=_("Coordination"),
            icon="message-square",
            due_on=request.due_on,
            hint=request.topic,
        )


def _unanswered(user: Any, today: date) -> Iterable[Figure]:
    """What keeps offices from approaching a company, for those who look after more than one."""
    area = area_of(user)
    if area is None or area.extent is Extent.OFFICE:
        return
    waiting, escalated = selectors.unanswered(user, area)
    text = ngettext_lazy(
        "{number} was passed on to the regional directors",
        "{number} were passed on to the regional directors",
        escalated,
    )
    yield Figure(
        _("Requests without an answer"),
        locale.number(waiting, locale.current()),
        url=f"{reverse('contactlog:coordination_list')}?scope=all",
        hint=format_lazy(text, number=escalated) if escalated else "",
        tone="bad" if escalated else "",
    )


def _find_request(user: Any, pk: int) -> CoordinationRequest:
    return CoordinationRequest.objects.visible_to(user).get(pk=pk)


navigation.add(
    "coordination", NavigationEntry(_("Coordination"), "contactlog:coordination_list", "handshake"), order=60
)
commands.add(
    "coordinate",
    Command(_("Ask another office"), "contactlog:coordination_create", "handshake", (_("coordinate"),), _works),
    order=20,
)
inbox_sources.add("coordination", InboxSource(_("Coordination requests"), _requests_waiting), order=30)
figure_sources.add("coordination", FigureSource(_unanswered), order=45)
history_subjects.add("contactlog.coordinationrequest", HistorySubject(find=_find_request))
