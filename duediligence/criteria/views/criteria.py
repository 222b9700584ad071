"""The criteria: what is asked, how it reads over time, and setting the next version."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.requests import SignedInRequest
from crm.core import clock

from ...enums import CriterionGroup, CriterionKind
from ...models import Criterion, CriterionVersion
from .. import policies
from ..forms import CriterionForm, OptionFormSet
from ..forms.criterion import initial_of
from ..presenters import Line, line_of, state_of
from ..selectors import in_order
from ..services.criteria import add_criterion, set_criterion
from ..touched import by_criterion
from .steps import Change, handle, tabs


@login_required
@require_GET
def criterion_list(request: SignedInRequest) -> HttpResponse:
    """As they count today; what is planned or retired stands on the criterion's own page."""
    today = clock.today()
    asked = in_order(CriterionVersion.objects.in_effect(on=today))
    groups = [
        (CriterionGroup(group).label, [line_of(version) for version in versions])
        for group, versions in groupby(asked, key=lambda v: v.criterion.group)
    ]
    elsewhere = Criterion.objects.exclude(pk__in=[v.criterion_id for v in asked])
    context = {
        "groups": groups,
        "elsewhere": [_latest(each) for each in elsewhere.prefetch_related("versions")],
        "tabs": tabs("criterion_list"),
        "may_set": policies.may_set(request.user),
        "kinds": CriterionKind.choices,
    }
    return render(request, "duediligence/criterion_list.html", context)


def _latest(criterion: Criterion) -> Line:
    version = max(criterion.versions.all(), key=lambda v: v.number)
    version.criterion = criterion
    return line_of(version)


@login_required
@require_GET
def criterion_detail(request: SignedInRequest, code: str) -> HttpResponse:
    criterion = get_object_or_404(Criterion, code=code)
    history = list(criterion.versions.select_related("criterion", "set_by").order_by("-number"))
    today = clock.today()
    counting = next((v for v in history if v.effective_from <= today), history[0])
    context = {
        "criterion": criterion,
        "line": line_of(counting),
        "history": [(line_of(version), state_of(version, counting, today)) for version in history],
        "may_set": policies.may_set(request.user),
    }
    return render(request, "duediligence/criterion_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def criterion_new(request: SignedInRequest) -> HttpResponse:
    policies.may_set(request.user).require()
    kind = _kind(request)
    first = {"effective_from": clock.today(), "tracks": ["standard", "simplified"]}
    form = CriterionForm(request.POST or None, initial=first, kind=kind, is_new=True)
    options = _options(request, kind, [])

    def deed() -> CriterionVersion:
        said = form.cleaned_data
        data = form.told(options.options() if options else [])
        return add_criterion(by=request.user, code=said["code"], group=said["group"], data=data)

    return _page(request, form, options, deed, {"kind": CriterionKind(kind)})


def _kind(request: SignedInRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in CriterionKind.values else CriterionKind.YES_NO.value


@login_required
@require_http_methods(["GET", "POST"])
def criterion_edit(request: SignedInRequest, code: str) -> HttpResponse:
    policies.may_set(request.user).require()
    criterion = get_object_or_404(Criterion, code=code)
    latest = criterion.versions.select_related("criterion").latest("number")
    first = initial_of(latest) | {"effective_from": clock.today()}
    form = CriterionForm(request.POST or None, initial=first, kind=latest.kind)
    options = _options(request, latest.kind, latest.options)

    def deed() -> CriterionVersion:
        data = form.told(options.options() if options else [])
        return set_criterion(by=request.user, criterion_id=criterion.pk, data=data, seen=form.cleaned_data["version"])

    return _page(request, form, options, deed, {"criterion": criterion, "line": line_of(latest)})


def _options(request: SignedInRequest, kind: str, options: list[dict[str, Any]]) -> Any:
    """The lines of the answers to choose from, where the question has such."""
    if kind != CriterionKind.CHOICE:
        return None
    return OptionFormSet(request.POST or None, initial=options, prefix="option")


def _page(request: SignedInRequest, form: CriterionForm, options: Any, deed: Any, more: dict[str, Any]) -> HttpResponse:
    change = Change(
        form=form,
        deed=deed,
        touches=lambda version: by_criterion(version, on=clock.today()),
        url=lambda version: reverse("duediligence:criterion", args=[version.criterion.code]),
        also=(options,) if options else (),
    )
    found = handle(request, change)
    if isinstance(found, HttpResponse):
        return found
    context = {"form": form, "options": options} | more | found
    return render(request, "duediligence/criterion_form.html", context)
