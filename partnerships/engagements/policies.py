"""Who enters, changes and bins engagements. Pure: facts come in, verdicts come out."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.contactlog.rights import working_offices, works
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from duediligence.models import Clearance

from ..enums import PIPELINE
from ..models import Engagement
from .rights import acts_for


def may_work(held: Access) -> Verdict:
    """Everybody with a working role may enter engagements; auditors and administrators change nothing here."""
    if works(held):
        return ALLOWED
    return wrong_person(
        _("Auditors and administrators read engagements, but do not change them. Ask a colleague of the office."),
        "read_only",
    )


def may_enter_for(held: Access, office_id: int | None) -> Verdict:
    """For an office where one holds a role; the partnerships team for every office (domain.md section 2)."""
    if held.has(Role.PARTNERSHIPS) or office_id in working_offices(held):
        return may_work(held)
    return first_refusal(
        may_work(held),
        wrong_person(_("You can enter engagements for an office only where you hold a role."), "not_your_office"),
    )


def may_change(held: Access, engagement: Engagement, office_ids: Collection[int] = ()) -> Verdict:
    """The offices of the engagement, their regional director, the partnerships team (`rights.acts_for`)."""
    if acts_for(held, engagement, frozenset(office_ids)):
        return may_work(held)
    text = _("Only {office}, its regional director and the partnerships team can change this.")
    return first_refusal(may_work(held), wrong_person(format_lazy(text, office=engagement.lead_office.name)))


def may_bin(engagement: Engagement) -> Verdict:
    """What began stays in the register: a partnership goes to the bin only while it is being prepared."""
    if engagement.binned_at:
        return wrong_moment(_("This is in the bin already."))
    if engagement.is_partnership and engagement.stage not in PIPELINE:
        return wrong_moment(
            _("A partnership that began or was closed stays in the register. End it in the pipeline instead."), "began"
        )
    return ALLOWED


def may_restore(engagement: Engagement) -> Verdict:
    return ALLOWED if engagement.binned_at else wrong_moment(_("This is not in the bin."))


def may_grow(engagement: Engagement, grown: bool) -> Verdict:
    """A collaboration grows into one partnership (domain.md section 4)."""
    if engagement.is_partnership:
        return wrong_moment(_("This is a partnership already."))
    if grown:
        return wrong_moment(_("This collaboration has grown into a partnership already."), "grown_already")
    return ALLOWED


def may_run(company: str, clearance: Clearance | None, amount: Decimal) -> Verdict:
    """A company's part of a partnership runs under a clearance that covers `amount` USD, locked by the caller."""
    return ALLOWED if clearance else wrong_moment(uncleared(company, amount), "no_clearance")


def uncleared(company: str, amount: Decimal) -> Any:
    """What is said where no clearance in force covers a company for a partnership, with what to do."""
    if not amount:
        text = _("No clearance in force covers {company} for a partnership. Ask for a screening.")
        return format_lazy(text, company=company)
    text = _("No clearance in force covers {company} for a partnership up to {amount}. Ask for a screening.")
    return format_lazy(text, company=company, amount=locale.money(amount, "USD", locale.current()))
