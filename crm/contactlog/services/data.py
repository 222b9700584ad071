"""What the doors hand to the services: plain, frozen, without HTTP."""

from dataclasses import dataclass
from datetime import date

from crm.core.visibility import Visibility


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody on their side whom Concord does not know yet, for instance from an invitation."""

    name: str
    email: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpData:
    """Without an assignee the task is the author's own."""

    text: str
    due_on: date
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True)
class InteractionData:
    """`add_people`: chosen contacts who are not yet known at the company are added as its people."""

    company_id: int
    office_id: int
    kind: str
    occurred_on: date
    subject: str
    notes: str = ""
    outcome: str = ""
    visibility: str = Visibility.EVERYONE
    contact_ids: tuple[int, ...] = ()
    colleague_ids: tuple[int, ...] = ()
    theme_ids: tuple[int, ...] = ()
    new_people: tuple[NewPerson, ...] = ()
    add_people: bool = False
    calendar_uid: str = ""
