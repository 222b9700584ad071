"""What this app adds to the pages of the layers below and to the hosts of core."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import (
    Command,
    HistorySubject,
    NavigationEntry,
    SearchHit,
    SearchProvider,
    commands,
    history_subjects,
    navigation,
    search_providers,
)
from crm.core.text import fold

from . import policies
from .access import access
from .enums import DECIDING_ROLES
from .models import Office, User


def _administers(user: User) -> bool:
    return bool(policies.may_administer(user))


def _decides(user: User) -> bool:
    """Deputies stand in for those who decide; others would find a page without a form."""
    return any(held.role in DECIDING_ROLES for held in access(user).held)


def _find_people(user: User, text: str, limit: int) -> list[SearchHit]:
    found = User.objects.visible_to(user).active().select_related("office").matching(text)[:limit]
    return [
        SearchHit(
            title=each.name,
            url=reverse("accounts:person", args=[each.pk]),
            icon="circle-user",
            hint=each.office.name if each.office else "",
            score=_score(fold(each.name), fold(text)),
        )
        for each in found
    ]


def _score(name: str, text: str) -> float:
    """As the other providers measure: the very name, its beginning, one of its words."""
    if name == text:
        return 1.0
    return 0.86 if name.startswith(text) else 0.7


def _find_office(user: User, pk: int) -> Office:
    return Office.objects.visible_to(user).get(pk=pk)


def _find_person(user: User, pk: int) -> User:
    """A person's history is the administrators' and auditors', and the person's own."""
    return User.objects.filter(policies.history_scope(user)).get(pk=pk)


navigation.add("directory", NavigationEntry(_("Directory"), "accounts:directory", "network"), order=800)
navigation.add(
    "administration",
    NavigationEntry(_("Administration"), "accounts:administration", "settings", shown_to=_administers),
    order=900,
)
search_providers.add("people", SearchProvider(_("Colleagues"), _find_people), order=800)
commands.add(
    "deputy",
    Command(_("Name a deputy"), "accounts:delegations", "user-check", (_("delegation"), _("absence")), _decides),
    order=800,
)
commands.add(
    "person",
    Command(_("Add a person"), "accounts:person_create", "user-plus", shown_to=_administers),
    order=900,
)
history_subjects.add("accounts.office", HistorySubject(find=_find_office))
history_subjects.add(
    "accounts.user",
    HistorySubject(find=_find_person, related={"accounts.roleassignment": "user", "accounts.delegation": "deputy"}),
)
