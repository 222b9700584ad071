"""How the deeds of this app are worded in the trail."""

from django.utils.translation import gettext_lazy as _

from crm.audit.registries import verbs

verbs.add("message.confirmed", _("Noted an e-mail as sent"))
verbs.add("message.sent_again", _("Sent an e-mail again"))
