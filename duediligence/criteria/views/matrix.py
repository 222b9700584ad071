"""The authority matrix: as it counts, as it counted, and setting the next one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.requests import SignedInRequest
from crm.core import clock

from ...models import AuthorityVersion
from .. import policies
from ..forms import MatrixForm
from ..forms.matrix import initial_of
from ..presenters import state_of
from ..selectors import authority
from ..sentences import say_source
from ..services.matrix import set_matrix
from ..touched import by_matrix
from .steps import Change, handle, tabs


@login_required
@require_GET
def matrix(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    counting = authority(today)
    history = AuthorityVersion.objects.select_related("set_by").prefetch_related("rules__steps")
    context = {
        "counting": counting,
        "history": [_row(each, counting, today) for each in history],
        "tabs": tabs("authority"),
        "may_set": policies.may_set(request.user),
    }
    return render(request, "duediligence/authority.html", context)


def _row(version: AuthorityVersion, counting: AuthorityVersion, today: Any) -> dict[str, Any]:
    return {"version": version, "state": state_of(version, counting, today), "source": say_source(version.source)}


@login_required
@require_http_methods(["GET", "POST"])
def matrix_edit(request: SignedInRequest) -> HttpResponse:
    policies.may_set(request.user).require()
    latest = AuthorityVersion.objects.prefetch_related("rules__steps").latest("number")
    form = MatrixForm(request.POST or None, initial=initial_of(latest) | {"effective_from": clock.today()})
    change = Change(
        form=form,
        deed=lambda: set_matrix(by=request.user, data=form.told(), seen=form.cleaned_data["version"]),
        touches=lambda fresh: by_matrix(latest, fresh, on=clock.today()),
        url=lambda _fresh: reverse("duediligence:authority"),
    )
    found = handle(request, change)
    if isinstance(found, HttpResponse):
        return found
    context = {"form": form, "groups": form.groups(), "others": form.others()}
    return render(request, "duediligence/authority_form.html", context | found)
