"""Whether an office may approach a company: the answer of one line, and what it asks of whoever logs a contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from crm.companies.enums import CompanyStatus
from crm.companies.models import Contact
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, wrong_moment

from ..enums import CoordinationState
from ..registries import Engaged
from ..selectors import Standing
from ..transitions import CLEARING

FREE: Final = "free"
COORDINATE: Final = "coordinate"
DO_NOT_CONTACT: Final = "do_not_contact"


@dataclass(frozen=True)
class Approach:
    """The answer to "may I approach them?" with one sentence and the offices that are engaged."""

    verdict: Literal["free", "coordinate", "do_not_contact"]
    reason: "str | Promise"
    offices: tuple[Engaged, ...] = ()

    @property
    def is_free(self) -> bool:
        return self.verdict == FREE

    @property
    def tone(self) -> str:
        return {FREE: "ok", COORDINATE: "warn", DO_NOT_CONTACT: "bad"}[self.verdict]

    def to_log(self, *, reason: str) -> Verdict:
        """What has happened must be loggable: a stated reason opens every door, and is kept.

        This holds also for a company that nobody shall approach, for instance when it called us.
        """
        if self.is_free or reason.strip():
            return ALLOWED
        code = "coordinate_first" if self.verdict == COORDINATE else "do_not_contact"
        return wrong_moment(self.reason, code)


def may_approach(facts: Standing) -> Approach:
    """domain.md section 3, deconfliction: free, coordinate first, or do not contact."""
    if facts.status == CompanyStatus.DO_NOT_APPROACH:
        text = _("Do not approach this company: {why} If they contacted you, log it and say so.")
        return Approach(DO_NOT_CONTACT, format_lazy(text, why=_sentence(facts.status_reason)), facts.engaged)
    if facts.is_engaged:
        return Approach(FREE, _own(facts.others), facts.engaged)
    if facts.coordination and facts.coordination.state in CLEARING:
        text = (
            _("{office} agreed to your approach.")
            if facts.coordination.state == CoordinationState.AGREED
            else _("{office} joins your approach: act together.")
        )
        return Approach(FREE, format_lazy(text, office=facts.coordination.office_name), facts.engaged)
    if not facts.others and (facts.went_ahead or not facts.coordination):
        return Approach(FREE, _("Nobody is in contact with them."), facts.engaged)
    if facts.went_ahead:
        text = _("Your office went ahead and said why. {who}")
        return Approach(FREE, format_lazy(text, who=_talking(facts.others)), facts.engaged)
    return Approach(COORDINATE, _coordinate(facts), facts.engaged)


def _own(others: tuple[Engaged, ...]) -> "str | Promise":
    if not others:
        return _("Your office is in contact with them.")
    # Two sentences and no ngettext_lazy, which makes a class each time, at every contact that is logged.
    if len(others) == 1:
        text = _("Your office is in contact with them, and so is {others}.")
    else:
        text = _("Your office is in contact with them, and so are {others}.")
    return format_lazy(text, others=_names(others))


def _coordinate(facts: Standing) -> "str | Promise":
    asked = facts.coordination
    if asked and asked.state == CoordinationState.OPEN:
        text = _("You asked {office} on {day} and have no answer yet. Wait for it, or say why you go ahead.")
    elif asked:
        text = _("{office} declined your request of {day}. Talk to them, or say why you go ahead.")
    else:
        return format_lazy(
            _("{who} Ask them first, or say why you go ahead."),
            who=_talking(facts.others),
        )
    return format_lazy(text, office=asked.office_name, day=_day(asked.sent_on))


def _talking(others: tuple[Engaged, ...]) -> "str | Promise":
    if len(others) > 1:
        return format_lazy(_("{names} are in contact with them."), names=_names(others))
    text = _("{office} has been in contact with them since {day}.")
    return format_lazy(text, office=others[0].office_name, day=_day(others[0].since))


def _names(offices: tuple[Engaged, ...]) -> "str | Promise":
    names = [e.office_name for e in offices]
    if len(names) == 1:
        return names[0]
    if len(names) > 3:
        return format_lazy(_("{first} and {more} other offices"), first=", ".join(names[:2]), more=len(names) - 2)
    return format_lazy(_("{first} and {last}"), first=", ".join(names[:-1]), last=names[-1])


def _day(value: "object") -> str:
    return locale.day(value, locale.current())  # type: ignore[arg-type]


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def may_speak_to(refusing: Sequence[Contact], *, reason: str) -> Verdict:
    """A person who asked not to be contacted: what happened is logged with a reason, as with a company."""
    if not refusing or reason.strip():
        return ALLOWED
    text = ngettext_lazy(
        "{names} asked not to be contacted. If they contacted you, log it and say so.",
        "{names} asked not to be contacted. If one of them contacted you, log it and say so.",
        len(refusing),
    )
    return wrong_moment(format_lazy(text, names=", ".join(p.name for p in refusing)), "do_not_contact")
