"""Shares of sales, controversies, risks: lists of the desk whose lines are added, reworded and dropped alike."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from crm.core import clock
from crm.core.forms import submit

from ...models import Screening
from ..forms.desk import ActivityForm, ControversyForm, RiskForm
from ..selectors.desk import desk_of
from ..services.activities import drop_activity, note_activity
from ..services.controversies import drop_controversy, note_controversy
from ..services.risks import drop_risk, note_risk
from .desk import at_the_desk


class RowsView(LoginRequiredMixin, View):
    """`noun` names the panel's template, the related name and the services' argument for one line."""

    noun: str
    related: str
    form_class: type[Form]
    note: Callable[..., Any]
    drop: Callable[..., None]

    def get(self, request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
        """The panel with its form open, empty or with a line's words."""
        screening = at_the_desk(request, pk)
        initial = {}
        if row:
            line = get_object_or_404(getattr(screening, self.related), pk=row)
            initial = {name: getattr(line, name) for name in self.form_class.base_fields}
        return self._panel(screening, self.form_class(initial=initial), row)

    def post(self, request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
        screening = at_the_desk(request, pk)
        if row:
            get_object_or_404(getattr(screening, self.related), pk=row)
        told = {f"{self.noun}_id": row} if row else {}
        if row and "drop" in request.POST:
            type(self).drop(by=request.user, screening_id=pk, **told)
            return self._done(screening)
        form: Any = self.form_class(request.POST)

        def save(_told: dict[str, Any]) -> Any:
            return type(self).note(by=request.user, screening_id=pk, data=form.as_data(), **told)

        if submit(form, save):
            return self._done(screening)
        return self._panel(screening, form, row, status=422)

    def _done(self, screening: Screening) -> HttpResponse:
        if self.request.htmx:
            return self._panel(screening, None, None, saved=True)
        messages.success(self.request, _("Saved."))
        return redirect("duediligence:desk", pk=screening.pk)

    def _panel(
        self, screening: Screening, form: Any, row: int | None, *, saved: bool = False, status: int = 200
    ) -> HttpResponse:
        found = desk_of(screening, on=clock.today())
        context = {"desk": found, "screening": screening, "form": form, "row": row, "saved": saved, "noun": self.noun}
        part = f"duediligence/_desk_{self.related}.html"
        template = part if self.request.htmx else "duediligence/desk_part.html"
        return render(self.request, template, context | {"part": part}, status=status)


class ActivityRows(RowsView):
    noun, related, form_class = "activity", "activities", ActivityForm
    note, drop = note_activity, drop_activity


class ControversyRows(RowsView):
    noun, related, form_class = "controversy", "controversies", ControversyForm
    note, drop = note_controversy, drop_controversy


class RiskRows(RowsView):
    noun, related, form_class = "risk", "risks", RiskForm
    note, drop = note_risk, drop_risk
