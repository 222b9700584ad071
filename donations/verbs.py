"""How the deeds about donations are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("donation.accepted", _("Accepted the donation"))
verbs.add("donation.corrected", _("Corrected the donation"))
verbs.add("donation.received", _("Entered the donation"))
verbs.add("donation.refunded", _("Gave the donation back"))
verbs.add("donation.refused", _("Refused the donation"))
verbs.add("donation.shipping_answered", _("Answered for headquarters about the shipping"))
verbs.add("donation.shipping_asked", _("Asked headquarters to cover the shipping"))
verbs.add("donor.added", _("Entered a donor"))
verbs.add("donor.changed", _("Changed a donor"))
