"""What the views of grants share: the record of this person's scope, and rows that a form grows by."""

from typing import Any

from django.http import Http404

from crm.accounts.requests import SignedInRequest

from ...models import Proposal
from .. import selectors


def call_of(request: SignedInRequest, pk: int) -> Any:
    call = selectors.shown_call(pk, request.user)
    if call is None:
        raise Http404
    return call


def proposal_of(request: SignedInRequest, pk: int) -> Proposal | Any:
    proposal = selectors.shown_proposal(pk, request.user)
    if proposal is None:
        raise Http404
    return proposal


def one_more(request: SignedInRequest, prefix: str) -> Any:
    """What was sent, with a further empty row where the person asked for one."""
    key = f"{prefix}-TOTAL_FORMS"
    if "more" not in request.POST or not request.POST.get(key, "").isdigit():
        return request.POST
    longer: Any = request.POST.copy()
    longer[key] = str(min(int(longer[key]) + 1, 60))
    return longer


def complete(request: SignedInRequest, form: Any, rows: Any) -> bool:
    """Both are valid, and the person wants to save rather than to have another row."""
    return "more" not in request.POST and all([form.is_valid(), rows.is_valid()])
