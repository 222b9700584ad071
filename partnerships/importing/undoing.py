"""Taking back what an import entered; what somebody worked on since, and what began, stays and is listed."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.core.errors import Conflict
from crm.imports.registries import UndoEntry

from ..engagements.services.bin import bin_engagement
from ..models import Contribution, Engagement

# What comes with every engagement, and what is compared by itself.
_OWN = frozenset({"partners", "moves", "contributions", "agreement"})


def undo(entry: UndoEntry, by: User) -> str:
    """Into the bin with what a row entered. Answers "" or why some of it stays; raises Forbidden."""
    made = [told for before in entry.befores for told in before["made"]]
    reasons: dict[str, list[str]] = {}
    for told in made:
        row = Engagement.objects.filter(pk=told["id"]).first()
        if row is None or row.binned_at:
            reason = _("It is not in the register any more.")
        else:
            reason = _used(row, told) or _binned(row, by)
        if reason:
            reasons.setdefault(reason, []).append(_name(row) if row else "")
    if len(made) == 1:
        return next(iter(reasons), "")
    return " ".join(f"{', '.join(filter(None, names))}: {reason}" for reason, names in reasons.items())


def _binned(row: Engagement, by: User) -> str:
    try:
        with transaction.atomic():
            bin_engagement(by=by, engagement_id=row.pk)
    except Conflict as refused:
        return str(refused.reason)
    return ""


def _used(row: Engagement, told: dict[str, Any]) -> str:
    agreement = getattr(row, "agreement", None)
    if row.version != told["version"] or (agreement.version if agreement else None) != told["agreement"]:
        return _("Somebody changed it since.")
    contributions = Contribution.objects.filter(engagement=row).values_list("pk", "version", "instalments__version")
    if any(pk != told["contribution"] or version != 1 or (part or 1) != 1 for pk, version, part in contributions):
        return _("Somebody changed what is given to it since.")
    if added := ", ".join(_added(row)):
        return _("Somebody added to it since: %(what)s.") % {"what": added}
    return ""


def _added(row: Engagement) -> Iterator[str]:
    """What points at it and did not come with it: documents, indicators, lessons, whatever a part adds."""
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if relation.get_accessor_name() in _OWN or hasattr(model, "pgh_tracked_model"):
            continue
        if model._base_manager.filter(**{relation.field.name: row}).exists():
            yield str(model._meta.verbose_name_plural)


def _name(row: Engagement) -> str:
    return ", ".join(row.partners.values_list("company__legal_name", flat=True)) or row.title
