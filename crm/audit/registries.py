"""How deeds are worded: the past participle that a reader sees for a verb of the trail."""

from typing import Any

from crm.core.registry import Registry

# "company.binned": _("Put into the bin")
verbs: Registry[Any] = Registry("verbs of the trail")
