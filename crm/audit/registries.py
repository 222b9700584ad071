"""How deeds are worded: the past participle that a reader sees for a verb of the trail, and words for what it notes."""

from typing import Any

from crm.core.registry import Registry

# "company.binned": _("Put into the bin")
verbs: Registry[Any] = Registry("verbs of the trail")

# What a deed notes and no field of its record is called so: "post": _("post"); with the record's name before it,
# "imports.importrun.same", it goes before the field's own name. Empty words keep it for the record alone.
notes: Registry[Any] = Registry("notes of the trail")
