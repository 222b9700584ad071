"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import notes, verbs

verbs.add("export.made", _("Exported a list"))
verbs.add("export.requested", _("Asked for the export of a list"))
verbs.add("saved_view.changed", _("Changed a saved view"))
verbs.add("saved_view.deleted", _("Deleted a saved view"))
verbs.add("saved_view.saved", _("Saved a view"))
verbs.add("usual_view.set", _("Chose the usual view of a list"))

# The address of a list says the same as its filters, in the program's words.
notes.add("query", "")
notes.add("listing.savedview.query", "")
notes.add("listing.export.what", "")
notes.add("listing.export.format", _("Format"))
notes.add("listing.export.rows", _("Rows"))
