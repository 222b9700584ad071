"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("import.committed", _("Imported the file"))
verbs.add("import.failed", _("The import failed"))
verbs.add("import.mapping_changed", _("Changed the headings of the import"))
verbs.add("import.previewed", _("Previewed the import"))
verbs.add("import.read_again", _("Read the file again"))
verbs.add("import.resumed", _("Went on with the import"))
verbs.add("import.started", _("Started the import"))
verbs.add("import.undo_started", _("Began to undo the import"))
verbs.add("import.undone", _("Undid the import"))
verbs.add("import.uploaded", _("Uploaded a file to import"))
