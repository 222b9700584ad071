"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("export.made", _("Exported a list"))
verbs.add("export.requested", _("Asked for the export of a list"))
verbs.add("saved_view.changed", _("Changed a saved view"))
verbs.add("saved_view.deleted", _("Deleted a saved view"))
verbs.add("saved_view.saved", _("Saved a view"))
verbs.add("usual_view.set", _("Chose the usual view of a list"))
