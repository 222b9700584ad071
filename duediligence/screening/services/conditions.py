"""Conditions of an approval: owner, date, before signature or later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.accounts.models import User

from ...enums import Outcome
from ...models import Condition, Screening

MOST = 20


@dataclass(frozen=True, slots=True)
class ConditionData:
    text: str
    owner: User
    due_on: date
    before_signature: bool = False


def check_conditions(outcome: str, *, conditions: Sequence[ConditionData], on: date) -> None:
    """Raises ValidationError on `conditions`, which say which one is meant."""
    if outcome == Outcome.APPROVED_WITH_CONDITIONS and not conditions:
        raise _wrong(_("Name at least one condition, or approve without conditions."), "required")
    if outcome != Outcome.APPROVED_WITH_CONDITIONS and conditions:
        raise _wrong(_("Conditions go with an approval with conditions. Choose that, or take them out."), "invalid")
    if len(conditions) > MOST:
        raise _wrong(_("Keep to %(most)s conditions.") % {"most": MOST}, "max_length")
    for number, each in enumerate(conditions, 1):
        if not each.text.strip():
            raise _wrong(_("Condition %(number)s says nothing.") % {"number": number}, "required")
        if each.due_on < on:
            raise _wrong(_("Condition %(number)s is due in the past.") % {"number": number}, "past")
        if not each.owner.is_active:
            raise _wrong(
                _("%(name)s may not sign in, so could not see to condition %(number)s.")
                % {"name": each.owner.name, "number": number},
                "disabled",
            )


def impose(screening: Screening, *, conditions: Iterable[ConditionData]) -> list[Condition]:
    return Condition.objects.bulk_create(
        Condition(
            screening=screening,
            text=each.text.strip(),
            owner=each.owner,
            due_on=each.due_on,
            before_signature=each.before_signature,
        )
        for each in conditions
    )


def proposed(screening: Screening, *, on: date) -> list[ConditionData]:
    """What the desk proposed, as far as it can still be met: a date that has passed becomes today's."""
    owners = User.objects.in_bulk([each["owner"] for each in screening.proposed_conditions])
    return [
        ConditionData(
            each["text"],
            owners[each["owner"]],
            max(date.fromisoformat(each["due_on"]), on),
            bool(each.get("before_signature")),
        )
        for each in screening.proposed_conditions
        if each["owner"] in owners
    ]


def _wrong(sentence: str, code: str) -> ValidationError:
    return ValidationError({"conditions": ValidationError(sentence, code=code)})
