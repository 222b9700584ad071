"""What appeals bring to the hosts of the layers below."""

from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import (
    Command,
    HistorySubject,
    NavigationEntry,
    commands,
    history_subjects,
    navigation,
)

from ..models import Appeal, Cause
from ..navigation import GROUP
from . import tables  # noqa: F401

navigation.add("appeals", NavigationEntry(_("Appeals"), "donations:appeal_list", "megaphone", group=GROUP), order=630)
history_subjects.add(
    "donations.appeal",
    HistorySubject(
        find=lambda user, pk: Appeal.objects.visible_to(user).get(pk=pk),
        related={"donations.appealcost": "appeal", "donations.appeal_causes": "appeal"},
    ),
)
history_subjects.add("donations.cause", HistorySubject(find=lambda _user, pk: Cause.objects.get(pk=pk)))
commands.add(
    "causes",
    Command(_("Look up the causes"), "donations:cause_list", "tag", (_("what people give for"),)),
    order=640,
)
