"""What waits for a decision: one's own, and the committee's agenda."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.core import clock

from ..policies.decisions import may_see_agenda
from ..selectors.routes import ballot_of
from ..selectors.waiting import committee_agenda, waiting_steps
from .ballots import agenda_line


@login_required
@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    """Lapsed first, then by due date."""
    return render(request, "duediligence/decision_list.html", {"steps": waiting_steps(request.user, on=clock.today())})


@login_required
@require_GET
def committee(request: HttpRequest) -> HttpResponse:
    """The pack of the next meeting: what is asked, the memo so far, who has voted."""
    may_see_agenda(request.user).require()
    today = clock.today()
    steps = committee_agenda()
    rows = [(step, agenda_line(ballot_of(step, on=today))) for step in steps]
    return render(request, "duediligence/committee.html", {"rows": rows, "today": today})
