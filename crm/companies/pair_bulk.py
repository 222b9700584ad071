"""Saying of many pairs at once that they are not the same, in the lists of possible duplicates."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.verdict import Verdict
from crm.listing.registries import BulkEditing, Kept, Outcome, RowChange

from .duplicates.registers import COMPANIES, PEOPLE, Register
from .enums import PairState
from .pair_policies import may_decide_any
from .services.pairs import LONGEST_REASON, Told, take_many_back, tell_many_apart


class NotSameForm(forms.Form):
    """There is one thing to say of many pairs, and perhaps why."""

    reason = forms.CharField(
        label=_("Why they are not the same"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("It is kept with the decision, for whoever wonders later."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def changes_of(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"state": PairState.NOT_SAME.value, "reason": data.get("reason", "")}


def words_of(changes: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    said = [(_("State"), PairState.NOT_SAME.label)]
    return [*said, (_("Why they are not the same"), changes["reason"])] if changes.get("reason") else said


def may_change_many(user: User) -> Verdict:
    return may_decide_any(access(user))


def _preview(register: Register) -> Callable[..., Outcome]:
    def preview(*, ids: Sequence[int], changes: dict[str, Any], by: User) -> Outcome:
        with transaction.atomic():
            told = tell_many_apart(register=register, pair_ids=ids, by=by, reason=changes["reason"])
            transaction.set_rollback(True)
        return _outcome(told)

    return preview


def _apply(register: Register) -> Callable[..., Outcome]:
    def apply(*, ids: Sequence[int], changes: dict[str, Any], by: User) -> Outcome:
        return _outcome(tell_many_apart(register=register, pair_ids=ids, by=by, reason=changes["reason"]))

    return apply


def _undo(register: Register) -> Callable[..., Outcome]:
    def undo(*, rows: Mapping[int, Mapping[str, Any]], by: User) -> Outcome:
        decided = {int(pk): row["after"]["decided_at"] for pk, row in rows.items()}
        return _outcome(take_many_back(register=register, decided=decided, by=by))

    return undo


def _outcome(told: Told) -> Outcome:
    return Outcome(
        changed=[RowChange(pair.pk, told.labels[pair.pk], {}, _decided(pair), 0) for pair in told.changed],
        kept=[Kept(pk, told.labels[pk], reason) for pk, reason in told.refused.items()],
    )


def _decided(pair: Any) -> dict[str, Any]:
    """What undoing needs: a later decision is told from this one by its moment."""
    return {"decided_at": pair.decided_at.isoformat() if pair.decided_at else ""}


def bulk_of(register: Register) -> BulkEditing:
    return BulkEditing(
        form=NotSameForm,
        changes=changes_of,
        words=words_of,
        preview=_preview(register),
        apply=_apply(register),
        undo=_undo(register),
        may=may_change_many,
        of_selected=_("Selected: not the same"),
        of_all=_("All: not the same"),
    )


COMPANY_PAIRS_BULK = bulk_of(COMPANIES)
CONTACT_PAIRS_BULK = bulk_of(PEOPLE)
