"""How the deeds of due diligence are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("authority.set", _("Set the authority matrix"))
verbs.add("clearance.granted", _("Granted the clearance"))
verbs.add("clearance.reinstated", _("Reinstated the clearance"))
verbs.add("clearance.revoked", _("Revoked the clearance"))
verbs.add("clearance.suspended", _("Suspended the clearance"))
verbs.add("contagion.settled", _("Looked at a company of a group again"))
verbs.add("criterion.added", _("Added a criterion"))
verbs.add("criterion.changed", _("Set a new version of the criterion"))
verbs.add("criterion.resumed", _("Asks the criterion again"))
verbs.add("criterion.retired", _("Retired the criterion"))
verbs.add("screening.approved", _("Approved the screening"))
verbs.add("screening.approved_with_conditions", _("Approved the screening with conditions"))
verbs.add("screening.interest_declared", _("Declared an interest and did not vote"))
verbs.add("screening.memo_frozen", _("Froze the decision memo"))
verbs.add("screening.recommended", _("Recommended a decision"))
verbs.add("screening.rejected", _("Rejected the screening"))
verbs.add("screening.requested", _("Asked for the screening"))
verbs.add("screening.rerated", _("Raised the rating of the screening"))
verbs.add("screening.returned", _("Returned the screening for more research"))
verbs.add("screening.submitted", _("Submitted the screening for decision"))
verbs.add("screening.voted", _("Voted on the screening"))
verbs.add("screening.withdrawn", _("Withdrew the screening"))
verbs.add("sector.added", _("Added a high-risk sector"))
verbs.add("sector.changed", _("Set a new version of the high-risk sector"))
verbs.add("theme.added", _("Added a theme of controversies"))
verbs.add("theme.changed", _("Changed the theme of controversies"))
