"""Entering and editing a person, their posts and their consent."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.core.errors import Stale
from crm.core.text import fold
from crm.core.verdict import Verdict

from .. import contact_policies as policies
from .. import similar
from ..forms.company import add_problems
from ..forms.contact import ConsentForm, ContactForm, FirstConsentForm, FirstPostForm, LeftForm, PostForm
from ..models import Affiliation, Contact
from ..services.affiliations import add_affiliation, correct_affiliation, end_affiliation
from ..services.contacts import AffiliationData, ContactData, create_contact, record_consent, update_contact
from ..versions import differences
from .similar import seen


@login_required
def contact_create(request: HttpRequest) -> HttpResponse:
    policies.may_create_contact(access(request.user)).require()
    data = request.POST if request.method == "POST" else None
    company = request.GET.get("company", "")
    found = {
        "form": ContactForm(data, initial={"name": request.GET.get("name", "")}),
        "post": FirstPostForm(data, initial={"company": company if company.isdecimal() else None}),
        "consent": FirstConsentForm(data, prefix="consent"),
    }
    valid = [form.is_valid() for form in found.values()]  # all of them, so that all problems are shown
    more: dict[str, Any] = {}
    if all(valid) and not (more := _warning(request, found["form"], posts=found["post"].posts())):
        try:
            contact = create_contact(
                by=request.user,
                data=ContactData(**found["form"].values()),
                affiliations=found["post"].posts(),
                consent=found["consent"].given(),
            )
        except ValidationError as problem:
            add_problems(found["form"], problem)
        else:
            messages.success(request, _("%(name)s was entered.") % {"name": contact})
            return redirect("companies:contact_detail", pk=contact.pk)
    context = {**found, "contact": None, "draft": "contact-new", **more}
    return render(request, "companies/contact_form.html", context, status=200 if data is None else 422)


@login_required
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    policies.may_edit_contact(access(request.user), contact).require()
    data = request.POST if request.method == "POST" else None
    form, status = ContactForm(data, instance=contact), 200 if data is None else 422
    more: dict[str, Any] = {}
    if data is not None and form.is_valid() and not (more := _warning(request, form, contact)):
        version = form.cleaned_data["version"]
        try:
            update_contact(contact_id=pk, by=request.user, version=version, changes=form.values())
        except Stale as stale:
            more, status = _second_look(form, stale), 409
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("companies:contact_detail", pk=pk)
    context = {"form": form, "contact": contact, "draft": f"contact-{pk}-{contact.version}", **more}
    return render(request, "companies/contact_form.html", context, status=status)


def _warning(
    request: HttpRequest, form: ContactForm, contact: Contact | None = None, *, posts: Sequence[AffiliationData] = ()
) -> dict[str, Any]:
    """Who is in the register already under such a name or address, unless the person was shown them; once."""
    values = form.cleaned_data
    if contact and fold(contact.name) == fold(values["name"]):
        return {}
    content = similar.contact_content(
        values["name"],
        native_name=values["native_name"],
        emails=values["emails"],
        phones=values["phones"],
        company_ids=[post.company.pk for post in posts],
        pk=contact.pk if contact else 0,
    )
    found = similar.contacts(request.user, content)
    return {"similar": found, "asked": True} if similar.unseen(found, seen(request)) else {}


def _second_look(form: ContactForm, stale: Stale) -> dict[str, Any]:
    """Both versions; saving again then means that the person has seen the other one."""
    current: Any = stale.current
    form.data = form.data.copy()
    form.data["version"] = str(current.version)
    return {"stale": stale.reason, "differences": differences(form, current)}


@login_required
def post_add(request: HttpRequest, pk: int) -> HttpResponse:
    contact = _editable(request, pk, policies.may_edit_contact)
    form = PostForm(request.POST or None)
    return _part(
        request,
        contact,
        form,
        title=_("Add a post"),
        save=lambda: add_affiliation(contact_id=pk, by=request.user, data=form.data_for_service()),
    )


@login_required
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was written of a post."""
    post, contact = _post(request, pk)
    initial = {name: getattr(post, name) for name in PostForm.base_fields}
    form = PostForm(request.POST or None, initial=initial)
    return _part(
        request,
        contact,
        form,
        title=_("Correct the post"),
        save=lambda: correct_affiliation(affiliation_id=pk, by=request.user, data=form.data_for_service()),
    )


@login_required
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post, contact = _post(request, pk)
    form = LeftForm(request.POST or None)
    return _part(
        request,
        contact,
        form,
        title=_("Left %(company)s") % {"company": post.company},
        save=lambda: end_affiliation(affiliation_id=pk, by=request.user, on=form.cleaned_data["on"]),
    )


@login_required
def consent_record(request: HttpRequest, pk: int) -> HttpResponse:
    contact = _editable(request, pk, policies.may_record_consent)
    form = ConsentForm(request.POST or None)
    return _part(
        request,
        contact,
        form,
        title=_("Note consent"),
        save=lambda: record_consent(contact_id=pk, by=request.user, data=form.data_for_service()),
    )


def _editable(request: HttpRequest, pk: int, may: Callable[..., Verdict]) -> Contact:
    contact: Contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    may(access(request.user), contact).require()
    return contact


def _post(request: HttpRequest, pk: int) -> tuple[Affiliation, Contact]:
    seen = Affiliation.objects.filter(contact__in=Contact.objects.visible_to(request.user))
    post = get_object_or_404(seen.select_related("company"), pk=pk)
    return post, _editable(request, post.contact_id, policies.may_edit_contact)


def _part(
    request: HttpRequest, contact: Contact, form: forms.Form, *, title: str, save: Callable[[], Any]
) -> HttpResponse:
    """A short form about one part of a person."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("companies:contact_detail", pk=contact.pk)
    context = {"contact": contact, "form": form, "title": title}
    return render(request, "companies/contact_part_form.html", context, status=422 if form.errors else 200)
