"""What the deeds on grants share: rows held in one order, the call before the proposal, and checks in words."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Sum
from django.utils.translation import gettext as _

from crm.accounts.models import Office

from ...models import GrantCall, Proposal

M = TypeVar("M", bound=Model)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
MOST_ROWS = 50


def locked_call(call_id: int) -> GrantCall:
    return GrantCall.objects.select_for_update(of=("self",), no_key=True).get(pk=call_id)


def locked_proposal(proposal_id: int, *, with_call: bool = True) -> Proposal:
    """The proposal; before it its call, where the deed depends on what else happens there."""
    if with_call:
        locked_call(Proposal.objects.values_list("call", flat=True).get(pk=proposal_id))
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("call", "office")
    return rows.get(pk=proposal_id)


def eligible_ids(call: GrantCall) -> list[int]:
    return list(call.eligible.order_by("pk").values_list("pk", flat=True))


def reviewer_ids(call: GrantCall) -> list[int]:
    return list(call.reviewers.order_by("pk").values_list("pk", flat=True))


def awarded_of(call: GrantCall) -> Decimal:
    return call.proposals.aggregate(usd=Sum("awarded_usd"))["usd"] or Decimal(0)


def asked_by(proposal: Proposal) -> Decimal:
    return proposal.budget.aggregate(usd=Sum("usd"))["usd"] or Decimal(0)


def problems_of(row: Model, *names: str) -> dict[str, Any]:
    """What the model itself has against these fields."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields if field.name not in names})
    except ValidationError as error:
        return dict(error.error_dict)
    return {}


def known(ids: Iterable[int], *, rows: Any, problems: dict[str, Any], field: str) -> list[int]:
    """The ids, each once and in order; those that do not exist go to the problems."""
    wanted = sorted(set(ids))
    if set(rows.filter(pk__in=wanted).values_list("pk", flat=True)) != set(wanted):
        problems[field] = ValidationError(_("One of these does not exist."), code="does_not_exist")
    return wanted


def office_of(office_id: int, *, problems: dict[str, Any], on: date) -> Office | None:
    found = Office.objects.open(on=on).filter(pk=office_id).first()
    if found is None:
        problems["office"] = ValidationError(_("There is no such office."), code="does_not_exist")
    return found


def refuse(field: str, *, sentence: str, code: str) -> ValidationError:
    return ValidationError({field: ValidationError(sentence, code=code)})


def changed(was: dict[str, Any], *, now: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after of what differs, for the trail."""
    names = [name for name in now if now[name] != was.get(name)]
    return {name: was.get(name) for name in names}, {name: now[name] for name in names}
