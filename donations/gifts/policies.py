"""What may be done with a gift, and when. Pure: facts come in, verdicts come out."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from duediligence.models import Clearance

from .. import rights
from ..donors.policies import may_keep_for, may_work
from ..enums import DonationKind, DonationState, DonorKind, ShippingPayer
from ..models import Donation

_NOT_WAITING = {
    DonationState.ACCEPTED: _("This gift was accepted already."),
    DonationState.REFUSED: _("This gift was refused. A gift that comes again is entered again."),
    DonationState.REFUNDED: _("This gift was given back. A gift that comes again is entered again."),
}


def may_decide(held: Access, donation: Donation) -> Verdict:
    """Whoever keeps the gifts of the office that received it; a hub its own (domain.md section 6)."""
    return may_keep_for(held, donation.office_id)


def may_accept(
    donation: Donation, clearance: Clearance | None, *, ceiling: Decimal | None, threshold: Decimal
) -> Verdict:
    """A company's gift needs a clearance for donations in force that covers it, a person's from `threshold` USD on an
    individual screening (domain.md section 6); goods whose shipping nobody pays are not accepted [001].

    `clearance` is one that covers the amount, locked, or None; `ceiling` up to what the donor is cleared now.
    """
    return first_refusal(_is_waiting(donation), _shipping(donation), _cleared(donation, clearance, ceiling, threshold))


def may_keep_accepted(
    donation: Donation, clearance: Clearance | None, *, ceiling: Decimal | None, threshold: Decimal
) -> Verdict:
    """An accepted gift that is corrected meets the same gate as it is then."""
    return first_refusal(_shipping(donation), _cleared(donation, clearance, ceiling, threshold))


def may_refuse(donation: Donation) -> Verdict:
    return _is_waiting(donation)


def may_refund(donation: Donation, allocated: Decimal) -> Verdict:
    """What was accepted, and of which nothing is spent."""
    if donation.state != DonationState.ACCEPTED:
        return wrong_moment(_("Only an accepted gift is given back. Refuse one that still waits."))
    if allocated:
        amount = locale.money(allocated, "USD", locale.current())
        text = _("{amount} of this gift are allocated. Take that allocation back first.")
        return wrong_moment(format_lazy(text, amount=amount), "allocated")
    return ALLOWED


def may_correct(donation: Donation, allocated: Decimal) -> Verdict:
    """Amount, day, cause and donor of a gift that is kept, while nothing of it is allocated."""
    if donation.state in (DonationState.REFUSED, DonationState.REFUNDED):
        return wrong_moment(_NOT_WAITING[DonationState(donation.state)])
    if allocated:
        return wrong_moment(
            _("A part of this gift is allocated. Take that allocation back first, then correct the gift."), "allocated"
        )
    return ALLOWED


def may_ask_for_shipping(donation: Donation) -> Verdict:
    return first_refusal(
        _is_waiting(donation),
        ALLOWED
        if donation.kind == DonationKind.IN_KIND and donation.shipping_payer == ShippingPayer.NOBODY
        else wrong_moment(_("Headquarters are asked only where nobody pays the shipping of goods.")),
        wrong_moment(_("Headquarters were asked already, and have not answered yet."), "asked")
        if donation.shipping_asked_at and not donation.shipping_answer
        else ALLOWED,
    )


def may_answer_for_shipping(held: Access, donation: Donation) -> Verdict:
    """Headquarters, and not the person who asked."""
    if not rights.of_headquarters(held):
        return wrong_person(_("The partnerships team answers whether headquarters cover the shipping."))
    if donation.shipping_asked_by_id == held.user.pk:
        return wrong_person(_("You asked for this yourself. A colleague answers."), "own_request")
    if donation.shipping_asked_at is None or donation.shipping_answer:
        return wrong_moment(_("Nobody waits for an answer about this shipping."))
    return _is_waiting(donation)


def _is_waiting(donation: Donation) -> Verdict:
    if donation.state == DonationState.RECEIVED:
        return ALLOWED
    return wrong_moment(_NOT_WAITING[DonationState(donation.state)])


def _shipping(donation: Donation) -> Verdict:
    if donation.kind == DonationKind.IN_KIND and donation.shipping_payer in ("", ShippingPayer.NOBODY):
        text = _("Nobody pays the shipping. Agree it with the donor, ask headquarters to cover it, or refuse the gift.")
        return wrong_moment(text, "shipping_unpaid")
    return ALLOWED


def _cleared(donation: Donation, clearance: Clearance | None, ceiling: Decimal | None, threshold: Decimal) -> Verdict:
    if clearance is not None:
        return ALLOWED
    amount = locale.money(donation.given_usd, "USD", locale.current())
    if donation.donor.kind == DonorKind.PERSON:
        if donation.given_usd < threshold:
            return ALLOWED
        if donation.company_id is None:
            text = _(
                "Gifts of a person are screened from {limit} on. Enter the donor as an individual among the companies, "
                "name that entry on the donor's page, and ask for a screening for donations."
            )
            limit = locale.money(threshold, "USD", locale.current())
            return wrong_moment(format_lazy(text, limit=limit), "no_clearance")
    if ceiling is not None:
        text = _(
            "The donor is cleared for donations up to {ceiling}, and this gift is {amount}. "
            "Ask for a screening up to that amount, then accept it."
        )
        limit = locale.money(ceiling, "USD", locale.current())
        return wrong_moment(format_lazy(text, ceiling=limit, amount=amount), "above_ceiling")
    text = _(
        "No clearance for donations is in force. Ask for a screening for donations up to {amount}, then accept it."
    )
    return wrong_moment(format_lazy(text, amount=amount), "no_clearance")


__all__ = [
    "may_accept",
    "may_answer_for_shipping",
    "may_ask_for_shipping",
    "may_correct",
    "may_decide",
    "may_keep_accepted",
    "may_keep_for",
    "may_refund",
    "may_refuse",
    "may_work",
]
