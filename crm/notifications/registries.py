"""How notices are worded, and which rules remind whom of what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.core.registry import Registry


@dataclass(frozen=True)
class Wording:
    """A notice's sentence, made when it is read: `sentence(values)` in the reader's language; `button` for e-mails."""

    sentence: Callable[[dict[str, Any]], str]
    button: Any
    icon: str = "bell"
    by_email: bool = True


@dataclass(frozen=True)
class DueReminder:
    """One reminder that is due: to a person, once for each rule, subject and occasion."""

    subject_type: str
    subject_id: str
    occasion: str
    recipient_id: int
    values: dict[str, Any]
    path: str


@dataclass(frozen=True)
class ReminderRule:
    """`find(now)` yields what is due now, also what a missed run left; the unique row keeps it to once.

    `wording` is a key of `wordings`; `source` is the section of the domain that asks for the rule.
    """

    label: Any
    wording: str
    find: Callable[[datetime], Iterable[DueReminder]]
    source: str = "domain.md section 8"


wordings: Registry[Wording] = Registry("wordings")
reminder_rules: Registry[ReminderRule] = Registry("reminder rules")
