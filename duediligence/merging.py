"""What of due diligence points at companies and people, and moves with them in a merge.

The records are one company from then on, so its clearances hold for the survivor; the screenings say under which name
they were made.
"""

from django.utils.translation import gettext_lazy as _

from crm.companies.registries import MergeReference, merge_mentions, refer

from .models import Clearance, Concern, ContagionMark, ScreenedParty, Screening

refer(MergeReference(_("Screenings"), Screening, "company"), order=60)
refer(MergeReference(_("Clearances"), Clearance, "company"), order=61)
refer(MergeReference(_("Looked up in watch lists"), ScreenedParty, "company", asks=False), order=62)
refer(MergeReference(_("Looked up in watch lists"), ScreenedParty, "contact", asks=False), order=62)
refer(MergeReference(_("Marks of contagion"), ContagionMark, "company"), order=63)
refer(MergeReference(_("Concerns"), Concern, "company"), order=64)

_LISTED = "what a watch list says; no record of the register stands in it"
for _key, _why in {
    "duediligence.criterionversion.options": "choices of a criterion",
    "duediligence.entryname.parts": _LISTED,
    "duediligence.evidence.query": "the words of a search of the media",
    "duediligence.hit.earlier": "what people said of two names",
    "duediligence.hit.reasons": "why two names are alike, as it was found",
    "duediligence.listentry.details": _LISTED,
    "duediligence.listentry.identifiers": _LISTED,
    "duediligence.screening.proposed_conditions": "words of the desk; owners are people of the organisation",
    "duediligence.listload.by_kind": "counts",
    "duediligence.listload.errors": "where a file is broken",
}.items():
    merge_mentions.add(_key, _why)
