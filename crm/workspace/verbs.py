"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("trail.exported", _("Exported the trail"))
