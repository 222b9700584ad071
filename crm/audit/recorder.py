"""Writing the trail. Services call `record` once for each deed, inside their transaction."""

from typing import Any, Protocol

import pghistory
from django.db import models
from pghistory.runtime import _tracker

from crm.core import clock

from .models import AuditEvent


class Person(Protocol):
    """What the trail needs to know of somebody; accounts.User has it."""

    pk: Any
    name: str


def context_id() -> Any:
    """The id that ties the row changes of this request or job together, or None outside of one."""
    current = getattr(_tracker, "value", None)
    return current.id if current else None


def record(
    *,
    verb: str,
    subject: models.Model,
    by: Person | None,
    on_behalf_of: Person | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Keep one deed. `verb` is a past participle with the noun in front, for instance `company.merged`."""
    event = event_of(verb=verb, subject=subject, by=by, on_behalf_of=on_behalf_of, before=before, after=after)
    event.save(force_insert=True)
    return event


def event_of(
    *,
    verb: str,
    subject: models.Model,
    by: Person | None,
    on_behalf_of: Person | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """The deed as it would be kept now; the loader of the demo dates it back before it saves it."""
    return AuditEvent(
        at=clock.now(),
        by_id=by.pk if by else None,
        by_name=by.name if by else "Concord",
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        on_behalf_of_name=on_behalf_of.name if on_behalf_of else "",
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:250],
        before=before or {},
        after=after or {},
        context_id=context_id(),
    )


def acting(*, by: Person | None, on_behalf_of: Person | None = None, deed: str = "") -> pghistory.context:
    """For jobs and commands: `with acting(by=user, deed="import"):` names the person on every row change inside."""
    return pghistory.context(
        user=by.pk if by else None,
        user_name=by.name if by else "Concord",
        on_behalf_of=on_behalf_of.pk if on_behalf_of else None,
        on_behalf_of_name=on_behalf_of.name if on_behalf_of else "",
        deed=deed,
    )


def changes(instance: models.Model, new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of `new` that differ from `instance`, as (before, after), with foreign keys as ids."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in new.items():
        field = instance._meta.get_field(name)
        attname = getattr(field, "attname", name)
        old = getattr(instance, attname)
        fresh = value.pk if isinstance(value, models.Model) else value
        if old != fresh:
            before[name], after[name] = _plain(old), _plain(fresh)
    return before, after


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "code") and hasattr(value, "name") else value
