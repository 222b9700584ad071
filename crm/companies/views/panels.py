"""The small forms of the company page. Each panel has an address of its own: GET opens its form, POST saves it.

With htmx only the panel is exchanged; without it the whole page comes, with the form open in its place.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from crm.accounts.access import access
from crm.core.htmx import toast

from .. import company_page, policies
from ..forms.company import add_problems
from ..forms.panels import DocumentForm, InterestForm, MaturityForm, StatusForm, TagsForm
from ..models import Company
from ..querysets import WRITERS
from ..services.companies import set_status, update_company
from ..services.documents import file_document
from ..services.interests import note_interest
from ..services.maturity import assess_maturity
from .company import page


class PanelView(LoginRequiredMixin, View):
    """`name` is the panel's id on the page, its template `companies/_company_<name>.html` and its key in `forms`."""

    name: str
    saved: Any = gettext_lazy("Saved.")
    # What is saved shows elsewhere on the page too, so that the whole page is loaded again.
    concerns_the_page = False

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        company = self.company(pk)
        self.form = self.make_form(company, None)
        return self.answer(company, self.form, 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        company = self.company(pk)
        self.form = self.make_form(company, request.POST)
        if not self.form.is_valid():
            return self.answer(company, self.form, 422)
        try:
            self.save(company, self.form.cleaned_data)
        except ValidationError as problem:
            add_problems(self.form, problem)
            return self.answer(company, self.form, 422)
        if not request.htmx:
            messages.success(request, self.saved)
            return redirect(f"{reverse('companies:detail', args=[pk])}#{self.name}")
        if self.concerns_the_page:
            messages.success(request, self.saved)
            return HttpResponse(headers={"HX-Refresh": "true"})
        return toast(self.answer(self.company(pk), None, 200), self.saved)

    def company(self, pk: int) -> Company:
        company = get_object_or_404(company_page.companies(self.request.user), pk=pk)
        policies.may_edit(access(self.request.user), company).require()
        return company

    def answer(self, company: Company, form: Any, status: int) -> HttpResponse:
        if not self.request.htmx:
            return page(self.request, company, open_forms={self.name: form}, code=status)
        context = {"company": company, "forms": {self.name: form}, "may_edit": True, **self.context(company)}
        return render(self.request, f"companies/_company_{self.name}.html", context, status=status)

    def make_form(self, company: Company, data: Any) -> Any:
        raise NotImplementedError

    def context(self, company: Company) -> dict[str, Any]:
        return {}

    def save(self, company: Company, data: dict[str, Any]) -> None:
        raise NotImplementedError


class InterestsPanel(PanelView):
    name = "interests"
    saved = gettext_lazy("The interest was noted.")

    def make_form(self, company: Company, data: Any) -> InterestForm:
        return InterestForm(data)

    def context(self, company: Company) -> dict[str, Any]:
        return {"interests": company_page.interests(company)}

    def save(self, company: Company, data: dict[str, Any]) -> None:
        note_interest(company_id=company.pk, by=self.request.user, **data)


class MaturityPanel(PanelView):
    name = "maturity"
    saved = gettext_lazy("The assessment was kept.")

    def make_form(self, company: Company, data: Any) -> MaturityForm:
        return MaturityForm(data)

    def context(self, company: Company) -> dict[str, Any]:
        return {"maturity": company_page.maturity(company)}

    def save(self, company: Company, data: dict[str, Any]) -> None:
        assess_maturity(
            company_id=company.pk,
            by=self.request.user,
            level=data["level"],
            evidence=data["evidence"],
            on=data["assessed_on"],
        )


class DocumentsPanel(PanelView):
    name = "documents"
    saved = gettext_lazy("The document was filed.")

    def make_form(self, company: Company, data: Any) -> DocumentForm:
        user = self.request.user
        return DocumentForm(
            data,
            self.request.FILES or None,
            offices=access(user).offices(*WRITERS),
            initial={"office": user.office_id},
        )

    def context(self, company: Company) -> dict[str, Any]:
        return {"documents": company_page.documents(company, self.request.user)}

    def save(self, company: Company, data: dict[str, Any]) -> None:
        file_document(
            company_id=company.pk,
            by=self.request.user,
            upload=data["file"],
            title=data["title"],
            visibility=data["visibility"],
            office=data["office"],
        )


class TagsPanel(PanelView):
    name = "tags"

    def make_form(self, company: Company, data: Any) -> TagsForm:
        return TagsForm(data, initial={"tags": company.tag_names})

    def save(self, company: Company, data: dict[str, Any]) -> None:
        update_company(company_id=company.pk, by=self.request.user, changes={}, tags=self.form.tag_names())


class StatusPanel(PanelView):
    name = "status"
    concerns_the_page = True

    def make_form(self, company: Company, data: Any) -> StatusForm:
        return StatusForm(
            data,
            initial={"status": company.status, "status_reason": company.status_reason, "version": company.version},
        )

    def save(self, company: Company, data: dict[str, Any]) -> None:
        set_status(
            company_id=company.pk,
            by=self.request.user,
            status=data["status"],
            reason=data["status_reason"],
            version=data["version"],
        )
