"""Nothing is kept outside the trail without a reason, and each deed has its words."""

import ast

import pytest

from crm.audit.registries import verbs
from crm.audit.versions import event_models
from crm.core.transitions import Transition

from .test_house_rules import SOURCES, ours

# Tables whose rows need no history, and why.
UNTRACKED = {
    "audit.AuditEvent": "is the trail itself",
    "accounts.IdempotentAnswer": "the answer to a repeated request, forgotten after a day",
    "notifications.Notification": "what somebody was told; only its reader marks it as read",
    "notifications.OutgoingMessage": "the outbox keeps its own states; what a person decides about it is a deed",
    "notifications.Reminder": "written once, never changed",
    "jobs.Job": "progress of work; what the work changes is tracked where it is changed",
    "listing.SavedView": "somebody's way to look at a list; saving it is a deed",
    "listing.UsualView": "somebody's way to look at a list; choosing it is a deed",
    "listing.BulkChange": "written once, to undo a bulk change; the companies themselves are tracked",
    "listing.Export": "written once; the export is a deed",
    "imports.KeptMapping": "remembered headings of files, no record of the organisation",
    "companies.CompanySearchName": "an index: made of names that are tracked themselves, and made anew at any time",
    "companies.ContactSearchName": "an index, as that of the companies' names",
    "companies.NameIndex": "the state of those two",
    "companies.CompanyPair": "worked out from the records; what a person says of it is a deed on both of them",
    "companies.ContactPair": "the same",
    "companies.CompanyToCompare": "a note for the background work, gone once it is read",
    "companies.ContactToCompare": "the same",
    "contactlog.LastContact": "worked out from the log by triggers",
    "duediligence.ListEntry": "what a list says; each load is on record with its file's SHA-256 and what it changed",
    "duediligence.EntryName": "the same",
    "duediligence.DecisionMemo": "frozen by a trigger, with its SHA-256",
    "donations.DonorDetails": "personal data, which are erased on request: a deed on the donor names what changed",
    "donations.ReceiptCounter": "the last number given out; the receipts themselves are tracked",
    "imports.ImportRow": "a line of a file on its way in; what it becomes is tracked",
}


def test_every_model_is_tracked_or_says_why_not():
    models = {m._meta.label: m for m in ours() if m._meta.managed and not hasattr(m, "pgh_tracked_model")}
    through = {
        field.remote_field.through._meta.label: field.remote_field.through
        for model in models.values()
        for field in model._meta.local_many_to_many
    }
    untracked = {label for label, model in {**models, **through}.items() if model not in event_models()}
    assert untracked <= set(UNTRACKED), "track it (crm.audit.tracking) or give the reason above"
    assert set(UNTRACKED) <= untracked, "the list names what is tracked, or is no more"


def _verbs_in_the_code() -> set[str]:
    """What services write: `verb="…"`, also by condition, and the verbs of transition tables."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb":
                found |= {n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and n.value}
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == Transition.__name__:
                found |= {n.value for n in node.args[3:4] if isinstance(n, ast.Constant)}
    return {each for each in found if isinstance(each, str) and "." in each}


@pytest.mark.parametrize("verb", sorted(_verbs_in_the_code()))
def test_every_deed_has_its_words(verb):
    assert verb in verbs
