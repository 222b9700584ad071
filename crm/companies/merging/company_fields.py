"""Which company's word stands, field by field."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ..enums import CompanyStatus
from ..models import Company
from ..selectors import is_below
from .fields import BOTH, SOURCE, TARGET, Choice, both_of, choose, fixed, joined

PLAIN = (
    "legal_name",
    "kind",
    "country",
    "city",
    "isic",
    "size",
    "founded",
    "website",
    "lei",
    "global_compact",
    "state_share",
)
OPEN = (*PLAIN, "found_by", "lead_office", "relationship_lead", "description")


def choices_between(source: Company, target: Company, wanted: Mapping[str, str]) -> list[Choice]:
    """In the order of the page. Raises ValidationError where `wanted` asks for what a rule decides."""
    said = {name: both_of(source, target, [name]) for name in OPEN}
    said["found_by"] = both_of(source, target, ["found_by", "found_note"])
    lead = source.relationship_lead
    usable = {"relationship_lead": lead is not None and lead.is_active}
    found = {
        name: choose(name, values, wanted.get(name), usable=usable.get(name, True), text=name == "description")
        for name, values in said.items()
    }
    found["status"] = _status(source, target, wanted.get("status"))
    found["parent"] = _parent(source, target, wanted.get("parent"))
    order = ("legal_name", "kind", "status", *PLAIN[2:], "parent", *OPEN[len(PLAIN) :])
    return [found[name] for name in order]


def _status(source: Company, target: Company, wanted: str | None) -> Choice:
    """ "Do not approach" was said for a reason, and a merge is none to take it back."""
    values = both_of(source, target, ["status", "status_reason"])
    closed = CompanyStatus.DO_NOT_APPROACH
    why = _("“Do not approach” stays: a merge does not take it back.")
    if source.status == closed and target.status == closed:
        reason = joined(target.status_reason, source.status_reason, 300)
        values[BOTH] = {"status": closed.value, "status_reason": reason}
        return fixed("status", values, BOTH, wanted, why)
    if closed in (source.status, target.status):
        return fixed("status", values, SOURCE if source.status == closed else TARGET, wanted, why)
    return choose("status", values, wanted)


def _parent(source: Company, target: Company, wanted: str | None) -> Choice:
    """The survivor must not come to stand below itself."""
    values = both_of(source, target, ["parent"])
    if target.parent_id and is_below(target.pk, source.pk):
        why = _("It stood below the company that is merged into it, and takes that one’s place in the group.")
        return fixed("parent", values, SOURCE, wanted, why)
    if source.parent_id and is_below(source.parent_id, target.pk):
        why = _("The other company stands below it in the group.")
        return fixed("parent", values, TARGET, wanted, why)
    gone = source.parent is not None and source.parent.binned_at is not None
    return choose("parent", values, wanted, usable=not gone)
