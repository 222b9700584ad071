"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import notes, verbs

verbs.add("administrator.installed", _("Made the first administrator"))
verbs.add("api_key.made", _("Made a key to the API"))
verbs.add("api_key.revoked", _("Revoked a key to the API"))
verbs.add("delegation.made", _("Named a deputy"))
verbs.add("delegation.revoked", _("Ended a deputy’s term"))
verbs.add("office.closed", _("Closed the office"))
verbs.add("office.countries_set", _("Set the countries of the office"))
verbs.add("office.created", _("Added the office"))
verbs.add("office.edited", _("Edited the office"))
verbs.add("office.moved", _("Moved the office"))
verbs.add("office.reopened", _("Reopened the office"))
verbs.add("office.staffing_set", _("Set the staffing of the office"))
verbs.add("person.created", _("Added the person"))
verbs.add("person.disabled", _("Took away the right to sign in"))
verbs.add("person.edited", _("Edited the person"))
verbs.add("person.enabled", _("Gave back the right to sign in"))
verbs.add("person.invited", _("Invited the person"))
verbs.add("profile.edited", _("Edited the own profile"))
verbs.add("profile.theme_chosen", _("Chose light or dark pages"))
verbs.add("role.ended", _("Ended a role"))
verbs.add("role.granted", _("Granted a role"))
verbs.add("session.ended", _("Ended a session"))

notes.add("countries", _("countries"))
notes.add("delegations_ended", _("delegations ended"))
notes.add("person", _("person"))
notes.add("role", _("role"))
notes.add("seat", _("seat"))
notes.add("starts_on", _("from"))
notes.add("ends_on", _("until"))
