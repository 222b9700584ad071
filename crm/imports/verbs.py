"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import notes, verbs

verbs.add("import.committed", _("Imported the file"))
verbs.add("import.discarded", _("Discarded the file before it was imported"))
verbs.add("import.failed", _("The import failed"))
verbs.add("import.mapping_changed", _("Changed the headings of the import"))
verbs.add("import.previewed", _("Previewed the import"))
verbs.add("import.read_again", _("Read the file again"))
verbs.add("import.resumed", _("Went on with the import"))
verbs.add("import.started", _("Started the import"))
verbs.add("import.undo_started", _("Began to undo the import"))
verbs.add("import.undone", _("Undid the import"))
verbs.add("import.uploaded", _("Uploaded a file to import"))

notes.add("imports.importrun.kind", _("What the file holds"))
notes.add("imports.importrun.rows", _("Rows"))
notes.add("imports.importrun.created", _("New"))
notes.add("imports.importrun.updated", _("Completed"))
notes.add("imports.importrun.same", _("Known already"))
notes.add("imports.importrun.skipped", _("Left out"))
notes.add("imports.importrun.problems", _("Not in"))
notes.add("imports.importrun.state", _("State"))
notes.add("imports.importrun.mapping", "")
notes.add("imports.importrun.sha256", "")
notes.add("undone", _("Undone"))
notes.add("kept", _("Kept, because somebody worked on it since"))
notes.add("encoding", _("How letters are written"))
notes.add("delimiter", _("Columns are parted by"))
notes.add("sheet", _("Sheet"))
notes.add("heading_row", _("Row with the names of the columns"))
