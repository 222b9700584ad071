"""Companies while somebody types: for type-aheads, and as a warning on the form of a new company."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..suggestions import suggest


@login_required
@require_GET
def company_suggest(request: HttpRequest) -> HttpResponse:
    """`?q=`: JSON of id, name and hint; for htmx (`?legal_name=`) a notice of what is there already."""
    if request.htmx:
        found = suggest(request.user, request.GET.get("legal_name", ""), limit=5)
        return render(request, "companies/_company_similar.html", {"similar": found})
    found = suggest(request.user, request.GET.get("q", "")[:100])
    return JsonResponse([{"id": f.id, "name": f.name, "hint": f.hint} for f in found], safe=False)
