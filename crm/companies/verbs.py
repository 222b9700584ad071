"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("company.binned", _("Put the company into the bin"))
verbs.add("company.change_undone", _("Undid a bulk change of the company"))
verbs.add("company.import_undone", _("Took the import of the company back"))
verbs.add("company.created", _("Added the company"))
verbs.add("company.interest_dropped", _("Took out an interest"))
verbs.add("company.interest_noted", _("Noted an interest"))
verbs.add("company.lead_office_set", _("Set the lead office"))
verbs.add("company.maturity_assessed", _("Assessed the maturity"))
verbs.add("company.parent_set", _("Set the parent company"))
verbs.add("company.relationship_lead_set", _("Set the relationship lead"))
verbs.add("company.restored", _("Brought the company back"))
verbs.add("company.status_set", _("Set the status of the company"))
verbs.add("company.updated", _("Edited the company"))
verbs.add("contact.binned", _("Put the contact into the bin"))
verbs.add("contact.consent_recorded", _("Recorded the consent"))
verbs.add("contact.created", _("Added the contact"))
verbs.add("contact.do_not_contact_set", _("Set “do not contact”"))
verbs.add("contact.post_added", _("Added a post"))
verbs.add("contact.post_corrected", _("Corrected a post"))
verbs.add("contact.post_ended", _("Ended a post"))
verbs.add("contact.restored", _("Brought the contact back"))
verbs.add("contact.updated", _("Edited the contact"))
verbs.add("document.binned", _("Put the document into the bin"))
verbs.add("document.filed", _("Filed a document"))
verbs.add("document.restored", _("Brought the document back"))
verbs.add("document.updated", _("Edited the document’s details"))
