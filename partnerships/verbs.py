"""How the deeds about partnerships are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("agreement.changed", _("Changed the agreement"))
verbs.add("agreement.drafted", _("Entered a draft of the agreement"))
verbs.add("agreement.signed", _("Entered the signature of the agreement"))
verbs.add("collaboration.binned", _("Put the collaboration into the bin"))
verbs.add("collaboration.changed", _("Changed the collaboration"))
verbs.add("collaboration.logged", _("Logged a collaboration"))
verbs.add("collaboration.restored", _("Brought the collaboration back from the bin"))
verbs.add("partnership.activated", _("Made the partnership active"))
verbs.add("partnership.binned", _("Put the partnership into the bin"))
verbs.add("partnership.changed", _("Changed the partnership"))
verbs.add("partnership.closed", _("Closed the partnership before it began"))
verbs.add("partnership.completed", _("Completed the partnership"))
verbs.add("partnership.moved", _("Moved the partnership to another stage"))
verbs.add("partnership.opened", _("Opened a partnership"))
verbs.add("partnership.reopened", _("Reopened the partnership"))
verbs.add("partnership.restored", _("Brought the partnership back from the bin"))
verbs.add("partnership.resumed", _("Resumed the partnership"))
verbs.add("partnership.terminated", _("Terminated the partnership"))
