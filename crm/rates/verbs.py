"""How the deeds about exchange rates are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("rate.set", _("Set an exchange rate"))
verbs.add("rate.corrected", _("Corrected an exchange rate"))
verbs.add("rate.taken_back", _("Took back an exchange rate"))
