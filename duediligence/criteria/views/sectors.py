"""High-risk sectors and the themes of controversies."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.requests import SignedInRequest
from crm.companies import isic
from crm.core import clock
from crm.core.forms import submit

from ...models import ControversyTheme, HighRiskSector
from .. import policies
from ..forms import SectorForm, ThemeForm
from ..presenters import state_of
from ..selectors import high_risk_sectors
from ..sentences import say_source
from ..services.sectors import add_theme, edit_theme, set_sector
from ..touched import by_sector
from .steps import Change, handle, tabs


def _row(sector: HighRiskSector) -> dict[str, Any]:
    codes = [f"{code} {isic.title(code)}" for code in sector.isic]
    return {"sector": sector, "codes": codes, "source": say_source(sector.source)}


@login_required
@require_GET
def sector_list(request: SignedInRequest) -> HttpResponse:
    counting = high_risk_sectors(clock.today())
    codes = [sector.code for sector in counting]
    elsewhere = HighRiskSector.objects.exclude(code__in=codes).order_by("code", "-number").distinct("code")
    context = {
        "rows": [_row(sector) for sector in sorted(counting, key=str)],
        "elsewhere": elsewhere,
        "tabs": tabs("sector_list"),
        "may_set": policies.may_set(request.user),
    }
    return render(request, "duediligence/sector_list.html", context)


@login_required
@require_GET
def sector_detail(request: SignedInRequest, code: str) -> HttpResponse:
    history = _history(code)
    today = clock.today()
    counting = next((each for each in history if each.effective_from <= today), history[0])
    context = {
        "sector": counting,
        "history": [_row(each) | {"state": state_of(each, counting, today)} for each in history],
        "may_set": policies.may_set(request.user),
    }
    return render(request, "duediligence/sector_detail.html", context)


def _history(code: str) -> list[HighRiskSector]:
    """Newest first."""
    found = list(HighRiskSector.objects.filter(code=code).select_related("set_by").order_by("-number"))
    if not found:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def sector_edit(request: SignedInRequest, code: str = "") -> HttpResponse:
    """The next version of one; without a code a new one."""
    policies.may_set(request.user).require()
    latest = _history(code)[0] if code else None
    names = ("name_en", "name_fr", "name_es", "isic", "source", "retired")
    first: dict[str, Any] = {name: getattr(latest, name) for name in names} if latest else {}
    first |= {"effective_from": clock.today(), "version": latest.number if latest else None}
    form = SectorForm(request.POST or None, initial=first, is_new=latest is None)
    change = Change(
        form=form,
        deed=lambda: set_sector(by=request.user, data=form.told(), code=code, seen=form.cleaned_data["version"]),
        touches=lambda sector: by_sector(sector, on=clock.today()),
        url=lambda sector: reverse("duediligence:sector", args=[sector.code]),
    )
    found = handle(request, change)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "duediligence/sector_form.html", {"form": form, "sector": latest} | found)


@login_required
@require_GET
def theme_list(request: SignedInRequest) -> HttpResponse:
    themes = sorted(ControversyTheme.objects.all(), key=lambda theme: (theme.retired, str(theme)))
    context = {
        "rows": [(theme, say_source(theme.source)) for theme in themes],
        "tabs": tabs("theme_list"),
        "may_set": policies.may_set(request.user),
    }
    return render(request, "duediligence/theme_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def theme_edit(request: SignedInRequest, code: str = "") -> HttpResponse:
    policies.may_set(request.user).require()
    theme = get_object_or_404(ControversyTheme, code=code) if code else None
    names = ("name_en", "name_fr", "name_es", "source", "retired", "version")
    first = {name: getattr(theme, name) for name in names} if theme else {}
    form = ThemeForm(request.POST or None, initial=first)

    def deed(said: dict[str, Any]) -> ControversyTheme:
        if theme is None:
            return add_theme(by=request.user, data=form.told())
        return edit_theme(by=request.user, theme_id=theme.pk, data=form.told(), version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("duediligence:theme_list")
    return render(request, "duediligence/theme_form.html", {"form": form, "theme": theme})
