"""The lines of due diligence in the main navigation, in the order of the work; each part adds its own."""

from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import NavigationEntry, navigation

GROUP = _("Due diligence")

navigation.add(
    "due-diligence-settings",
    NavigationEntry(_("Criteria and authority"), "duediligence:criterion_list", "list-checks", group=GROUP),
    order=590,
)
