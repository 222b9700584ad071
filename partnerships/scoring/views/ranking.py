"""The ranked list with weights to play with, and the page where headquarters set them."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core.forms import submit

from ...models import ScoreFactor
from .. import policies, selectors
from ..forms import SetWeightsForm, WeightsForm, WhereForm
from ..presenters import ranked_rows
from ..ranking import best_of, weights_of
from ..services.weights import set_weights

PER_PAGE = 50
# Of those without a score so many are named.
UNSCORED = 50
# So that an address tells weights from other questions.
PREFIX = "w-"


@login_required
@require_GET
def ranking(request: SignedInRequest) -> HttpResponse:
    """Weights in the address count for this look alone: nothing is stored, and the address can be sent on."""
    factors = selectors.factors_in_use()
    asked = request.GET if any(name.startswith(PREFIX) for name in request.GET) else None
    form = WeightsForm(asked, factors=factors, prefix=PREFIX)
    told = form.told() if asked and form.is_valid() else {}
    changed = {name.removeprefix(PREFIX): weight for name, weight in told.items()}
    weights = weights_of(factors, changed)
    where = WhereForm(request.GET)
    office = where.cleaned_data["office"] if where.is_valid() else None
    rows = selectors.in_pipeline(request.user)
    rows = rows.of_office(office.path) if office else rows
    page = Paginator(selectors.ranked(rows, factors, weights), PER_PAGE).get_page(request.GET.get("page"))
    unscored = list(selectors.unscored(rows)[: UNSCORED + 1])
    context = {
        "form": form,
        "where": where,
        "page": page,
        "rows": ranked_rows(page, best_of(factors, weights), len(factors)),
        "what_if": any(weights[f.code] != f.weight for f in factors),
        "unscored": unscored[:UNSCORED],
        "more_unscored": len(unscored) > UNSCORED,
        "may_set": policies.may_set_weights(access(request.user)),
    }
    return render(request, "partnerships/scoring/ranking.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def weights(request: SignedInRequest) -> HttpResponse:
    """First look at how the ranking would change, then set it; everybody may read which weights count."""
    factors = selectors.factors_in_use()
    may_set = policies.may_set_weights(access(request.user))
    if request.method == "POST":
        may_set.require()
    form = SetWeightsForm(request.POST or None, factors=factors, initial={"version": sum(f.version for f in factors)})
    context: dict[str, Any] = {"form": form, "factors": factors, "may_set": may_set}
    if request.method == "POST" and form.is_valid():
        seal = _seal(form)
        if request.POST.get("step") == "set" and request.POST.get("looked") == seal:
            if submit(form, lambda said: _set(request, form, factors, said["version"])) is not None:
                messages.success(request, _("The weights are set. The ranking counts by them from now on."))
                return redirect("partnerships:ranking")
        else:
            changed = weights_of(factors, form.told())
            rows = selectors.in_pipeline(request.user)
            moved, of = selectors.moved(rows, factors, changed)
            context |= {"looked": seal, "moved": moved[:PER_PAGE], "moves": len(moved), "of": of}
    return render(request, "partnerships/scoring/weights.html", context)


def _seal(form: SetWeightsForm) -> str:
    """Of what was typed: what is set is what was looked at."""
    return hashlib.sha256(repr(sorted(form.cleaned_data.items())).encode()).hexdigest()


def _set(
    request: SignedInRequest, form: SetWeightsForm, factors: list[ScoreFactor], version: int | None
) -> list[ScoreFactor]:
    seen = {factor.code: factor.version for factor in factors}
    if version is not None and version != sum(seen.values()):
        seen = dict.fromkeys(seen, 0)
    return set_weights(by=request.user, weights=form.told(), seen=seen)
