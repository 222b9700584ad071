"""The page of a person, the list of people, suggestions, and the bin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.listing.views.table import TableView

from .. import contact_page
from ..contact_policies import may_create_contact
from ..contact_suggestions import suggest
from ..models import Contact
from ..services.contacts import bin_contact


class ContactList(TableView):
    table_key = "people"
    template_name = "companies/contact_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_create=may_create_contact(access(self.request.user)), **kwargs)


@login_required
@require_GET
def contact_detail(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.user).for_page(), pk=pk)
    return render(request, "companies/contact_detail.html", contact_page.context(contact, request.user, request))


@login_required
@require_GET
def contact_suggest(request: HttpRequest) -> HttpResponse:
    """`?q=` and, for the people of one company first, `?company=`: JSON of id, name and hint."""
    company = request.GET.get("company", "")
    found = suggest(
        request.user, request.GET.get("q", "")[:100], company_id=int(company) if company.isdecimal() else None
    )
    return JsonResponse(found, safe=False)


@login_required
@require_POST
def contact_bin(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    bin_contact(contact_id=contact.pk, by=request.user)
    messages.success(request, _("%(name)s is in the bin. They can be restored from there.") % {"name": contact})
    return redirect("companies:contact_list")
