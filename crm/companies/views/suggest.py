"""Companies while somebody types, for type-aheads."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from ..suggestions import suggest


@login_required
@require_GET
def company_suggest(request: HttpRequest) -> HttpResponse:
    """`?q=`: JSON of id, name and hint."""
    found = suggest(request.user, request.GET.get("q", "")[:100])
    return JsonResponse([{"id": f.id, "name": f.name, "hint": f.hint} for f in found], safe=False)
