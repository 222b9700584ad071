"""Reading the deeds of the trail: whose a person may see, and in which words (docs/adr/0014)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.audit.history import FieldChange
from crm.audit.models import AuditEvent
from crm.audit.wording import Words, field_of, label_of, say_verb
from crm.core.extension_points import history_subjects

# What administrators manage, and so may read in full.
ADMINISTRATION = ("accounts.", "notifications.", "jobs.")


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed in the reader's words; `closed` ones tell that something was done, not to which record nor what."""

    at: datetime
    by: str
    on_behalf_of: str
    sentence: str
    kind: str
    subject: str
    url: str
    fields: list[FieldChange]
    closed: bool


def sees_whole_trail(user: User) -> bool:
    return access(user).has(Role.AUDITOR, Role.ADMINISTRATOR)


def deeds_visible_to(user: User) -> QuerySet[AuditEvent]:
    """All for auditors and administrators; for others what they did, or what was done for them."""
    deeds = AuditEvent.objects.order_by("-at", "-pk")
    return deeds if sees_whole_trail(user) else deeds.filter(Q(by_id=user.pk) | Q(on_behalf_of_id=user.pk))


def may_read_values(user: User, deed: AuditEvent) -> bool:
    """Before, after and the record's name can hold what was said in confidence: administrators run the organisation's
    own records and no others; whoever did the deed has seen them."""
    return (
        access(user).reads_everything
        or deed.by_id == user.pk
        or (access(user).has(Role.ADMINISTRATOR) and deed.subject_type.startswith(ADMINISTRATION))
    )


def worded(user: User, deeds: Iterable[AuditEvent]) -> list[Deed]:
    """A query for each kind of record that the values point at, however many deeds."""
    deeds = list(deeds)
    words = Words()
    for deed in deeds:
        for name, value in (*deed.before.items(), *deed.after.items()):
            words.want(field_of(model_of(deed), name), value)
    words.resolve()
    return [_deed(deed, words, is_open=may_read_values(user, deed)) for deed in deeds]


def kind_of(subject_type: str) -> str:
    model = _model(subject_type)
    return capfirst(str(model._meta.verbose_name)) if model else _("Record")


def model_of(deed: AuditEvent) -> type[Model] | None:
    return _model(deed.subject_type)


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _deed(deed: AuditEvent, words: Words, *, is_open: bool) -> Deed:
    has_page = is_open and deed.subject_type in history_subjects and deed.subject_id.isdecimal()
    return Deed(
        at=deed.at,
        by=deed.by_name,
        on_behalf_of=deed.on_behalf_of_name,
        sentence=say_verb(deed.verb),
        kind=kind_of(deed.subject_type),
        subject=deed.subject_label if is_open else "",
        url=reverse("workspace:history", args=[deed.subject_type, deed.subject_id]) if has_page else "",
        fields=list(_fields(deed, words)) if is_open else [],
        closed=not is_open,
    )


def _fields(deed: AuditEvent, words: Words) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*deed.before, *deed.after)):
        field = field_of(model_of(deed), name)
        label = label_of(field, name)
        if not label:
            continue
        before, after = (words.say(field, values.get(name)) for values in (deed.before, deed.after))
        if before or after:
            yield FieldChange(label, before, after)
