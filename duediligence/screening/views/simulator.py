"""What if: who decides, by when, what is blocked meanwhile; a page whose address can be sent to a colleague."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.accounts.requests import SignedInRequest
from crm.core import clock

from ...enums import Purpose
from ..forms.simulation import SimulationForm
from ..selectors.simulation import simulate


@login_required
@require_GET
def simulator(request: SignedInRequest) -> HttpResponse:
    first = {"office": request.user.office_id, "purpose": Purpose.PARTNERSHIP, "amount": 0}
    form = SimulationForm(
        request.GET if "amount" in request.GET else None, initial=first | request.GET.dict(), by=request.user
    )
    found = simulate(form.question(), by=request.user, on=clock.today()) if form.is_valid() else None
    return render(request, "duediligence/simulator.html", {"form": form, "found": found})
