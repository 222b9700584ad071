"""Who says of two records that they are not the same, and when. Pure, like policies.py."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment

from . import contact_policies, policies
from .enums import PairState
from .models import Company


def may_tell_apart(who: Access, pair: Any) -> Verdict:
    """Whoever may edit one of the two, as long as both are in the register (domain.md section 3)."""
    return first_refusal(_answers(who, pair), _both_there(pair), _still_open(pair))


def may_take_back(who: Access, pair: Any) -> Verdict:
    """Undo "not the same": whoever may say it."""
    verdict = first_refusal(_answers(who, pair), _both_there(pair))
    if verdict and pair.state == PairState.OPEN:
        return wrong_moment(_("Nobody has said that these two are not the same."), "wrong_state")
    return verdict


def may_decide_any(who: Access) -> Verdict:
    """Whether there is anything to choose in the list at all."""
    return policies.may_write(who)


def _answers(who: Access, pair: Any) -> Verdict:
    first, second = _may_edit(who, pair.first), _may_edit(who, pair.second)
    return ALLOWED if first or second else first


def _may_edit(who: Access, record: Any) -> Verdict:
    if isinstance(record, Company):
        return policies.may_edit(who, record)
    return contact_policies.may_edit_contact(who, record)


def _both_there(pair: Any) -> Verdict:
    if pair.first.binned_at or pair.second.binned_at:
        return wrong_moment(_("One of the two is no longer in the register."), "binned")
    return ALLOWED


def _still_open(pair: Any) -> Verdict:
    if pair.state == PairState.NOT_SAME:
        return wrong_moment(_("Somebody has said already that these two are not the same."), "wrong_state")
    return ALLOWED
