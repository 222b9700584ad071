"""The lines of partnerships in the main navigation, in the order of the work."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.core.extension_points import HistorySubject, NavigationEntry, history_subjects, navigation

from .models import Engagement

GROUP = _("Engagements")

navigation.add(
    "partnerships",
    NavigationEntry(
        pgettext_lazy("navigation", "Partnerships"), "partnerships:partnership_list", "handshake", group=GROUP
    ),
    order=500,
)
navigation.add(
    "collaborations",
    NavigationEntry(
        pgettext_lazy("navigation", "Collaborations"), "partnerships:collaboration_list", "users", group=GROUP
    ),
    order=505,
)


def _engagement(user: object, pk: int) -> Engagement:
    return Engagement.objects.visible_to(user).get(pk=pk)


history_subjects.add(
    "partnerships.engagement",
    HistorySubject(
        find=_engagement,
        related={
            "partnerships.partner": "engagement",
            "partnerships.agreement": "engagement",
            "partnerships.stagemove": "partnership",
            "partnerships.contribution": "engagement",
        },
    ),
)
