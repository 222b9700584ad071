"""The lines of due diligence in the main navigation, in the order of the work; each part adds its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.extension_points import NavigationEntry, navigation

from .screening.policies.decisions import may_see_agenda

GROUP = _("Due diligence")


def sees_agenda(user: Any) -> bool:
    return bool(may_see_agenda(user))


navigation.add(
    "screenings",
    NavigationEntry(
        pgettext_lazy("navigation", "Screenings"), "duediligence:screening_list", "scan-search", group=GROUP
    ),
    order=555,
)
navigation.add(
    "decisions", NavigationEntry(_("My decisions"), "duediligence:decision_list", "gavel", group=GROUP), order=560
)
navigation.add(
    "committee",
    NavigationEntry(_("Committee"), "duediligence:committee", "scale", shown_to=sees_agenda, group=GROUP),
    order=565,
)
navigation.add(
    "clearances",
    NavigationEntry(_("Clearances"), "duediligence:clearance_list", "shield-check", group=GROUP),
    order=570,
)
navigation.add(
    "reviews",
    NavigationEntry(_("Reviews and conditions"), "duediligence:review_list", "clipboard-check", group=GROUP),
    order=575,
)
navigation.add(
    "concerns", NavigationEntry(_("Concerns"), "duediligence:concern_list", "megaphone", group=GROUP), order=580
)
navigation.add(
    "due-diligence-simulator",
    NavigationEntry(_("Who would decide?"), "duediligence:simulator", "split", group=GROUP),
    order=585,
)
navigation.add(
    "watch-lists",
    NavigationEntry(_("Watch lists"), "duediligence:watchlists", "scan-search", group=GROUP),
    order=575,
)
navigation.add(
    "due-diligence-settings",
    NavigationEntry(_("Criteria and authority"), "duediligence:criterion_list", "list-checks", group=GROUP),
    order=590,
)
