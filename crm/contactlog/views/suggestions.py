"""What the type-aheads of the contact log ask for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from .. import selectors

SUGGESTED = 12


@login_required
@require_GET
def colleague_suggest(request: HttpRequest) -> JsonResponse:
    """For type-aheads: active colleagues by name or e-mail, the home office as hint."""
    found = selectors.colleagues_like(request.GET.get("q", ""), limit=SUGGESTED)
    hits = [{"id": u.pk, "name": u.name, "hint": u.office.name if u.office else ""} for u in found]
    return JsonResponse({"results": hits})


@login_required
@require_GET
def people_suggest(request: HttpRequest) -> JsonResponse:
    """For type-aheads: people of any company by name, where they are now as hint."""
    found = selectors.people_like(request.GET.get("q", ""), limit=SUGGESTED)
    return JsonResponse({"results": [{"id": p.pk, "name": p.name, "hint": p.where} for p in found]})
