"""Conditions of an approval: owner, date, before signature or later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.core import clock

from ...enums import Outcome
from ...models import Condition, Screening
from .at_the_desk import noted, opened

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


@transaction.atomic
def propose_conditions(
    *, by: User, screening_id: int, conditions: Sequence[ConditionData], on: date | None = None
) -> Screening:
    """What the desk advises; a decider takes it over or changes it. Raises Forbidden, Conflict, ValidationError."""
    screening = opened(screening_id=screening_id, by=by)
    day = on or clock.today()
    outcome = Outcome.APPROVED_WITH_CONDITIONS if conditions else Outcome.APPROVED
    check_conditions(outcome, conditions=conditions, on=day)
    screening.proposed_conditions = [
        {
            "text": each.text.strip(),
            "owner": each.owner.pk,
            "due_on": each.due_on.isoformat(),
            "before_signature": each.before_signature,
        }
        for each in conditions
    ]
    screening.save_changes("proposed_conditions")
    noted(screening=screening, verb="screening.conditions_proposed", by=by, after={"conditions": len(conditions)})
    return screening


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
