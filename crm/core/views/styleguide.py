"""Every component with its states, for those who build pages. Its samples are not translated."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import wraps
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django_countries import countries

from crm.core import charts, clock
from crm.core.verdict import ALLOWED, wrong_moment
from crm.core.widgets import DateInput, TypeAhead, TypeAheadMultiple

View = Callable[..., HttpResponse]
SPRITE = settings.BASE_DIR / "static" / "icons" / "sprite.svg"


def for_builders(view: View) -> View:
    """Shown while developing, and to administrators; nobody else learns that it is there."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return view(request, **kwargs)

    return guarded


@for_builders
def styleguide(request: HttpRequest) -> HttpResponse:
    filled = SampleForm(
        {"name": "", "country": "SN", "partners": ["KE", "VN"], "kind": "foundation"}, auto_id="refused_%s"
    )
    context = {
        "form": SampleForm(initial={"country": "SN"}),
        "refused_form": filled,
        "page": Paginator(_rows(), 5).get_page(request.GET.get("page")),
        "sort": request.GET.get("sort", "name"),
        "filters": [{"label": "Risk: Medium", "key": "risk", "value": "medium"}],
        "tabs": [
            {"label": "Overview", "url": "#", "current": True},
            {"label": "Agreements", "url": "#tables", "count": 3},
            {"label": "People", "url": "#forms", "count": 12},
        ],
        "icons": re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()),
        "allowed": ALLOWED,
        "refused": wrong_moment("The screening is with the committee. It can be changed again after the vote."),
        "now": clock.now() - timedelta(hours=2),
        "today": clock.today(),
        "yesterday": clock.today() - timedelta(days=1),
        "in_a_month": clock.today() + timedelta(days=30),
    }
    return render(request, "core/styleguide.html", context | _charts())


@for_builders
def suggestions(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").casefold()
    found = [{"id": code, "name": name, "hint": code} for code, name in countries if text in name.casefold()]
    return JsonResponse({"results": found[:10]})


class SampleForm(forms.Form):
    name = forms.CharField(label="Name of the company", help_text="As in its register of companies.")
    kind = forms.ChoiceField(label="Kind", choices=[("business", "Business"), ("foundation", "Foundation")])
    country = forms.ChoiceField(
        label="Country", choices=list(countries), widget=TypeAhead("core:styleguide_suggestions")
    )
    partners = forms.MultipleChoiceField(
        label="Works in",
        choices=list(countries),
        required=False,
        widget=TypeAheadMultiple("core:styleguide_suggestions"),
    )
    signed_on = forms.DateField(label="Signed on", required=False, widget=DateInput)
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    channel = forms.ChoiceField(
        label="Channel", choices=[("call", "Call"), ("meeting", "Meeting")], widget=forms.RadioSelect
    )
    public = forms.BooleanField(label="May appear in the public edition", required=False)
    memo = forms.FileField(label="Signed agreement", required=False, help_text="PDF, up to 25 MB.")


def _rows() -> list[SimpleNamespace]:
    samples = [
        ("Fondation Horizon Afrique", "Foundation", "SN", "Medium", "medium", "Amara Diallo", "1250000"),
        ("Ministry of Youth and Sport", "Government", "VN", "Low", "low", "Linh Tran", "640000"),
        ("Acme Renewable Energy Ltd", "Private sector", "KE", "High", "high", "Grace Otieno", "3400000.50"),
        ("مؤسسة النور للتنمية", "Civil society", "JO", "Very high", "very_high", "Yousef Haddad", "95000"),
        ("Nordlys Mining ASA", "Private sector", "NO", "Excluded", "excluded", "Ingrid Berg", None),
        ("Digital Futures Trust", "Foundation", "GB", "Not screened", "neutral", "Tom Hughes", "500000"),
    ]
    names = ("name", "kind", "country", "risk", "tone", "owner", "value")
    rows = [SimpleNamespace(**dict(zip(names, sample, strict=True))) for sample in samples]
    for index, row in enumerate(rows):
        row.value = Decimal(row.value) if row.value else None
        row.changed = clock.now() - timedelta(hours=3 + 29 * index)
    return rows


def _charts() -> dict[str, str]:
    quarters = ["Q1 25", "Q2 25", "Q3 25", "Q4 25", "Q1 26", "Q2 26", "Q3 26", "Q4 26"]
    figures = [(42, 18, 9, 6), (51, 17, 9, 6), (47, 22, 17, 8), (63, 26, 11, 8), (58, 29, 20, 9), (71, 37, 16, 13)]
    figures += [(78, 38, 23, 16), (81, 35, 19, 12)]
    sectors = ["Private sector", "Foundations", "Government", "Academia"]
    rows = [charts.Bar(q, f, ["#charts"] * 4) for q, f in zip(quarters, figures, strict=True)]
    causes = [charts.Bar("Education", [84]), charts.Bar("Health and nutrition", [61]), charts.Bar("Climate", [37])]
    return {
        "stacked": charts.stacked_bars(
            title="Engagements by quarter and sector",
            series=sectors,
            rows=rows,
            description="The total rises from 75 to 155 and falls a little at the end.",
        ),
        "single": charts.bars(title="Donations by cause", series="Donations", rows=causes, goal=70),
        "line": charts.lines(
            title="New partners", series=sectors[:2], rows=[charts.Bar(r.label, r.values[:2]) for r in rows]
        ),
    }
