"""How the deeds about donations are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("allocation.approved", _("Approved the allocation"))
verbs.add("allocation.proposed", _("Proposed an allocation"))
verbs.add("allocation.rejected", _("Rejected the allocation"))
verbs.add("allocation.taken_back", _("Took the allocation back"))
verbs.add("allocation.withdrawn", _("Withdrew the allocation"))
verbs.add("appeal.added", _("Drafted the appeal"))
verbs.add("appeal.changed", _("Changed the appeal"))
verbs.add("appeal.closed", _("Closed the appeal"))
verbs.add("appeal.cost_changed", _("Changed what the appeal cost"))
verbs.add("appeal.opened", _("Opened the appeal"))
verbs.add("cause.added", _("Entered a cause"))
verbs.add("cause.changed", _("Changed a cause"))
verbs.add("destination.added", _("Entered a destination"))
verbs.add("destination.changed", _("Changed the destination"))
verbs.add("donation.accepted", _("Accepted the donation"))
verbs.add("donation.corrected", _("Corrected the donation"))
verbs.add("donation.intent_answered", _("Entered the answer about what the donation may be used for"))
verbs.add("donation.intent_asked", _("Asked what else the donation may be used for"))
verbs.add("donation.received", _("Entered the donation"))
verbs.add("donation.refunded", _("Gave the donation back"))
verbs.add("donation.refused", _("Refused the donation"))
verbs.add("donation.shipping_answered", _("Answered for headquarters about the shipping"))
verbs.add("donation.shipping_asked", _("Asked headquarters to cover the shipping"))
verbs.add("donor.added", _("Entered a donor"))
verbs.add("donor.changed", _("Changed a donor"))
