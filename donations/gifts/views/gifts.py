"""Gifts: the register, one with its books, entering, correcting, and each deed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.models import Office
from crm.accounts.requests import SignedInRequest
from crm.accounts.selectors import Access
from crm.core import clock
from crm.core.buttons import press, seen
from crm.core.forms import submit
from crm.listing.views.table import TableView

from ... import rights
from ...donors.services.donors import add_donor
from ...enums import Account
from ...ledger.balances import balances
from ...models import Donation
from ...registries import gift_panels
from .. import policies, presenters, selectors
from ..forms import FIELD_OF, CorrectionForm, NewGiftForm, ReasonForm, ShippingAnswerForm
from ..services import corrections, gifts, shipping
from ..services.writing import ceiling_now, threshold_on

# What the person chose the last time, so that a row of gifts is entered quickly.
REMEMBERED = "donations_last"


class DonationList(TableView):
    table_key = "donations"
    template_name = "donations/gifts/donation_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(may_enter=policies.may_work(access(user)), **kwargs)


@login_required
@require_GET
def donation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = gift_of(request, pk), access(request.user)
    allocated = balances(pk).get(Account.ALLOCATED, 0)
    clearance, ceiling = ceiling_now(row, on=clock.today())
    threshold = threshold_on(clock.today())
    keeps = policies.may_decide(held, row)
    found = [(panel, panel.context(row, request.user)) for panel in gift_panels]
    context = {
        "row": row,
        "giver": presenters.giver(row),
        "use": presenters.use(row.cause),
        "books": selectors.books_of(row),
        "panels": [(panel, told) for panel, told in found if told is not None],
        "keeps": keeps,
        "may_accept": keeps and policies.may_accept(row, clearance, ceiling=ceiling, threshold=threshold),
        "may_refuse": keeps and policies.may_refuse(row),
        "may_refund": keeps and policies.may_refund(row, allocated),
        "may_correct": keeps and policies.may_correct(row, allocated),
        "may_ask": keeps and policies.may_ask_for_shipping(row),
        "may_answer": policies.may_answer_for_shipping(held, row),
    }
    return render(request, "donations/gifts/donation_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def donation_add(request: SignedInRequest) -> HttpResponse:
    held = access(request.user)
    policies.may_work(held).require()
    form = NewGiftForm(request.POST or None, user=request.user, offices=offices_of(held), initial=_first(request))
    if request.method == "POST":
        made = submit(form, lambda _said: _entered(request, form), names=FIELD_OF)
        if made is not None:
            request.session[REMEMBERED] = {name: str(form.data.get(name, "")) for name in ("office", "channel")}
            messages.success(request, _("The donation is entered. It counts once it is accepted."))
            return redirect("donations:donation", pk=made.pk)
    context = {"form": form, "threshold": threshold_on(clock.today())}
    return render(request, "donations/gifts/donation_form.html", context)


@transaction.atomic
def _entered(request: SignedInRequest, form: NewGiftForm) -> Donation:
    """The donor and the gift, or neither."""
    new = form.new_donor()
    donor = add_donor(by=request.user, data=new) if new else form.cleaned_data["donor"]
    return gifts.receive(by=request.user, data=form.as_data(donor.pk))


@login_required
@require_http_methods(["GET", "POST"])
def donation_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    row, held = gift_of(request, pk), access(request.user)
    policies.may_decide(held, row).require()
    offices = offices_of(held) | Office.objects.filter(pk=row.office_id)
    form = CorrectionForm(request.POST or None, user=request.user, offices=offices, initial=CorrectionForm.first(row))

    def deed(said: dict[str, Any]) -> Donation:
        return corrections.correct(
            by=request.user, donation_id=pk, changes=form.told(), reason=said["reason"], version=said["version"]
        )

    if request.method == "POST" and submit(form, deed, names=FIELD_OF) is not None:
        messages.success(request, _("The correction is entered, and the books say why."))
        return redirect("donations:donation", pk=pk)
    return render(request, "donations/gifts/donation_form.html", {"form": form, "row": row})


@login_required
@require_POST
def donation_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    gift_of(request, pk)
    deed = partial(gifts.accept, by=request.user, donation_id=pk, version=seen(request))
    return press(request, deed, _("The donation is accepted."), "donations:donation", pk)


@login_required
@require_http_methods(["GET", "POST"])
def donation_refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    words = (_("Refuse the donation"), _("Refuse"), _("The donation is refused. Send it back to the giver."))
    return _with_reason(request, pk, gifts.refuse, words)


@login_required
@require_http_methods(["GET", "POST"])
def donation_refund(request: SignedInRequest, pk: int) -> HttpResponse:
    words = (_("Give the donation back"), _("Give back"), _("The donation is entered as given back."))
    return _with_reason(request, pk, gifts.refund, words)


@login_required
@require_POST
def shipping_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    gift_of(request, pk)
    deed = partial(shipping.ask_headquarters, by=request.user, donation_id=pk, version=seen(request))
    return press(request, deed, _("Headquarters are asked."), "donations:donation", pk)


@login_required
@require_http_methods(["GET", "POST"])
def shipping_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    row = gift_of(request, pk)
    policies.may_answer_for_shipping(access(request.user), row).require()
    form = ShippingAnswerForm(request.POST or None, initial={"version": row.version})

    def deed(said: dict[str, Any]) -> Donation:
        return shipping.answer_for_headquarters(
            by=request.user,
            donation_id=pk,
            covers=said["covers"] == "yes",
            words=said["words"],
            version=said["version"],
        )

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, _("The answer is on record."))
        return redirect("donations:donation", pk=pk)
    title = _("Shipping: the answer of headquarters")
    context = {"form": form, "row": row, "title": title, "button": _("Answer"), "giver": presenters.giver(row)}
    return render(request, "donations/gifts/deed_form.html", context)


def gift_of(request: SignedInRequest, pk: int) -> Any:
    row = selectors.shown_gift(request.user, pk)
    if row is None:
        raise Http404
    return row


def offices_of(held: Access) -> "QuerySet[Office]":
    """For which offices the person enters gifts."""
    rows = Office.objects.order_by("name")
    return rows if rights.of_headquarters(held) else rows.filter(pk__in=rights.kept_offices(held))


def _first(request: SignedInRequest) -> dict[str, Any]:
    told = request.session.get(REMEMBERED, {})
    first = {"received_on": clock.today(), "office": request.user.office_id, **told}
    return first | {name: request.GET[name] for name in ("donor", "appeal", "new_company") if request.GET.get(name)}


def _with_reason(request: SignedInRequest, pk: int, service: Any, words: tuple[str, str, str]) -> HttpResponse:
    row = gift_of(request, pk)
    policies.may_decide(access(request.user), row).require()
    title, button, done = words
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def deed(said: dict[str, Any]) -> Donation:
        return service(by=request.user, donation_id=pk, reason=said["reason"], version=said["version"])

    if request.method == "POST" and submit(form, deed) is not None:
        messages.success(request, done)
        return redirect("donations:donation", pk=pk)
    context = {"form": form, "row": row, "title": title, "button": button, "giver": presenters.giver(row)}
    return render(request, "donations/gifts/deed_form.html", context)
