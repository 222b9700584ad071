"""What this app adds to the hosts of core: its own pages."""

from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import NavigationEntry, navigation

navigation.add("home", NavigationEntry(_("Home"), "workspace:home", "house"), order=0)
navigation.add("bin", NavigationEntry(_("Bin"), "workspace:bin", "trash-2", in_account_menu=True), order=950)
navigation.add("trail", NavigationEntry(_("Trail"), "workspace:trail", "scroll-text", in_account_menu=True), order=960)
