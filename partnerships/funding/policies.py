"""What may be pledged, kept and taken out. Pure: facts come in, verdicts come out."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.contactlog.rights import directs, working_offices, works
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from duediligence.models import Clearance

from ..engagements.policies import may_work
from ..models import Partner, Programme


def may_pledge(
    partner: Partner, clearance: Clearance | None, amount: Decimal, *, ceiling: Decimal | None = None
) -> Verdict:
    """A company of a running partnership pledges, together with what it pledged, no more than it is cleared for.

    `clearance` is one that covers `amount`, locked, or None; `ceiling` is up to what the company is cleared now.
    """
    if clearance is not None or not partner.running or amount <= partner.covered_usd:
        return ALLOWED
    words = {"company": partner.company.legal_name, "amount": _usd(amount)}
    if ceiling is None:
        text = _("No clearance in force covers {company}. Ask for a screening up to {amount}, then enter the pledge.")
        return wrong_moment(format_lazy(text, **words), "no_clearance")
    text = _(
        "{company} is cleared up to {ceiling}, and with this it would have pledged {amount}. "
        "Ask for a screening up to that amount, then enter the pledge."
    )
    return wrong_moment(format_lazy(text, ceiling=_usd(ceiling), **words), "above_ceiling")


def may_drop(received: bool) -> Verdict:
    """What came in stays in the books."""
    if received:
        return wrong_moment(
            _("Something was received. Correct the instalments first if that was a mistake."), "received"
        )
    return ALLOWED


def may_change_currency(received: bool) -> Verdict:
    if received:
        text = _("Something was received in the old currency. Enter what comes in another currency as its own line.")
        return wrong_moment(text, "received")
    return ALLOWED


def may_charge_for(held: Access, office_id: int) -> Verdict:
    """Person-days are charged by whoever works for that office, and by the partnerships team."""
    if held.has(Role.PARTNERSHIPS) or office_id in working_offices(held):
        return may_work(held)
    return first_refusal(
        may_work(held),
        wrong_person(_("You can charge person-days only for an office where you hold a role."), "not_your_office"),
    )


def may_keep_programmes(held: Access, programme: Programme | None = None, office_id: int | None = None) -> Verdict:
    """The office that runs it, its regional director, and the partnerships team."""
    if held.has(Role.PARTNERSHIPS) and works(held):
        return ALLOWED
    offices = {pk for pk in (programme.office_id if programme else None, office_id) if pk}
    if offices and offices <= working_offices(held):
        return ALLOWED
    if programme and not office_id and any(directs(role, programme.office.region_path) for role in held.held):
        return ALLOWED
    if not programme and office_id is None and works(held):
        return ALLOWED
    return first_refusal(
        may_work(held),
        wrong_person(_("The office that runs a programme and the partnerships team keep it. Ask one of them.")),
    )


def _usd(amount: Decimal) -> str:
    return locale.money(amount, "USD", locale.current())
