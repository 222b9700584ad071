"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import notes, verbs

verbs.add("coordination.agreed", _("Agreed to the approach"))
verbs.add("coordination.declined", _("Declined the approach"))
verbs.add("coordination.escalated", _("Passed the request on to the regional directors"))
verbs.add("coordination.joined", _("Joined the approach"))
verbs.add("coordination.requested", _("Asked before an approach"))
verbs.add("coordination.withdrawn", _("Withdrew the request"))
verbs.add("interaction.binned", _("Put the contact-log entry into the bin"))
verbs.add("interaction.changed", _("Edited the contact-log entry"))
verbs.add("interaction.file_added", _("Added a file"))
verbs.add("interaction.file_binned", _("Put a file into the bin"))
verbs.add("interaction.file_restored", _("Brought a file back"))
verbs.add("interaction.logged", _("Logged a contact"))
verbs.add("interaction.restored", _("Brought the contact-log entry back"))
verbs.add("task.added", _("Added a task"))
verbs.add("task.binned", _("Put the task into the bin"))
verbs.add("task.changed", _("Edited the task"))
verbs.add("task.done", _("Finished the task"))
verbs.add("task.reopened", _("Reopened the task"))
verbs.add("task.restored", _("Brought the task back"))

notes.add("assignee", _("who"))
notes.add("done", _("done"))
notes.add("due_on", _("due on"))
notes.add("going_ahead", _("why you go ahead"))
