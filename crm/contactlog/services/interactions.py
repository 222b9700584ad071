"""Logging a contact and changing what was logged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict

from .. import policies
from ..models import FollowUp, GoingAhead, Interaction
from ..registries import Engaged
from . import attachments, writing
from .data import FollowUpData, InteractionData
from .follow_ups import insert_tasks
from .telling import tell_of_going_ahead, tell_of_tasks

# What readers may be kept from: the trail of deeds names these fields, the row history holds their text.
CONTENT = ("subject", "notes", "outcome")
WentAhead = tuple[GoingAhead, tuple[Engaged, ...]] | None
OPEN_FIELDS = ("company_id", "office_id", "kind", "occurred_on", "visibility")


@transaction.atomic
def log_interaction(
    *,
    by: User,
    data: InteractionData,
    follow_ups: Sequence[FollowUpData] = (),
    going_ahead_reason: str = "",
    uploads: Sequence[File] = (),
    imported: bool = False,
    on: date | None = None,
) -> Interaction:
    """Log a contact (domain.md section 3). Raises Forbidden, Conflict, or ValidationError by field.

    A company where another office is engaged (`coordinate_first`), that nobody shall approach, or whose person asked
    not to be contacted (`do_not_contact`) needs a reason. `imported`: nobody is told, and the partnerships team may log
    for every office.
    """
    day = on or clock.today()
    policies.may_log_for(access(by, on=day), data.office_id, imported=imported).require()
    writing.check(data, on=day)
    company = writing.locked_company(data.company_id)
    data = replace(data, company_id=company.pk)
    people, strangers = writing.contacts_for(data)
    colleagues, themes = writing.colleagues_for(data.colleague_ids), writing.themes_for(data.theme_ids)
    _refuse_second(data)
    went_ahead = writing.pass_the_gate(
        by=by, company=company, data=data, people=people, reason=going_ahead_reason, on=day
    )
    writing.add_to_company(strangers, company_id=data.company_id)
    people += writing.enter_people(data, company=company, by=by, on=day)
    interaction = Interaction.objects.create(by=by, company=company, **_columns(data))
    for field, rows in (("contacts", people), ("colleagues", colleagues), ("themes", themes)):
        if rows:
            writing.link(interaction, field=field, ids=[row.pk for row in rows])
    tasks = insert_tasks(interaction=interaction, wanted=follow_ups, by=by)
    for upload in uploads:
        attachments.insert(interaction=interaction, upload=upload, by=by)
    recorder.record(verb="interaction.logged", subject=interaction, by=by, after=_told(interaction, went_ahead))
    if not imported:
        _tell(interaction, went_ahead, tasks, by=by)
    return _with_known(interaction, contacts=people, colleagues=colleagues, themes=themes, follow_ups=tasks)


def _with_known(interaction: Interaction, **rows: Any) -> Interaction:
    """What was written is known: whoever shows it need not read it again."""
    interaction._prefetched_objects_cache = rows  # type: ignore[attr-defined]
    return interaction


def _tell(interaction: Interaction, went_ahead: WentAhead, tasks: list[FollowUp], *, by: User) -> None:
    if went_ahead:
        kept, engaged = went_ahead
        path = reverse("contactlog:detail", args=[interaction.pk])
        tell_of_going_ahead(went_ahead=kept, engaged=engaged, path=path)
    tell_of_tasks(tasks=tasks, company=interaction.company.legal_name, by=by)


def _columns(data: InteractionData) -> dict[str, Any]:
    return {
        "office_id": data.office_id,
        "kind": data.kind,
        "occurred_on": data.occurred_on,
        "subject": data.subject.strip(),
        "notes": data.notes.strip(),
        "outcome": data.outcome.strip(),
        "visibility": data.visibility,
        "calendar_uid": data.calendar_uid[:200],
    }


def _told(interaction: Interaction, went_ahead: WentAhead = None) -> dict[str, Any]:
    told = {name: getattr(interaction, name) for name in OPEN_FIELDS}
    return told | ({"going_ahead": went_ahead[0].pk} if went_ahead else {})


def _refuse_second(data: InteractionData, but: int | None = None) -> None:
    """The same invitation is logged once by one office."""
    if not data.calendar_uid:
        return
    first = (
        Interaction.objects.kept()
        .filter(office_id=data.office_id, company_id=data.company_id, calendar_uid=data.calendar_uid[:200])
        .exclude(pk=but)
        .first()
    )
    if first:
        raise Conflict(
            _("Your office has logged this meeting already: %(entry)s. Add to that entry instead.") % {"entry": first},
            "logged_already",
        )


@transaction.atomic
def edit_interaction(
    *,
    by: User,
    interaction_id: int,
    changes: dict[str, Any],
    version: int | None = None,
    going_ahead_reason: str = "",
    on: date | None = None,
) -> Interaction:
    """Change the named fields of `InteractionData`. Raises Stale, Forbidden, Conflict, or ValidationError by field.

    Another company or office is a new approach: the same question is asked again.
    """
    day = on or clock.today()
    interaction = writing.locked(interaction_id)
    policies.may_change(access(by, on=day), interaction).require()
    interaction.expect_version(version)
    was = as_data(interaction)
    data = replace(was, **changes)
    writing.check(data, on=day)
    if (data.company_id, data.office_id) != (was.company_id, was.office_id):
        data = _move(interaction, data, by=by, reason=going_ahead_reason, on=day)
    if "contact_ids" in changes:
        people, strangers = writing.contacts_for(data)
        data = replace(data, contact_ids=tuple(person.pk for person in people))
        writing.add_to_company(strangers, company_id=data.company_id)
    writing.colleagues_for(data.colleague_ids)
    writing.themes_for(data.theme_ids)
    return _write(interaction, was, data, by=by, changed=changes)


def _move(interaction: Interaction, data: InteractionData, *, by: User, reason: str, on: date) -> InteractionData:
    """Answers the data with the company that it is: a merged one's number stands for its survivor."""
    policies.may_log_for(access(by, on=on), data.office_id).require()
    company = writing.locked_company(data.company_id)
    data = replace(data, company_id=company.pk)
    _refuse_second(data, but=interaction.pk)
    interaction.company, interaction.office_id = company, data.office_id
    went_ahead = writing.pass_the_gate(by=by, company=company, data=data, people=(), reason=reason, on=on)
    _tell(interaction, went_ahead, [], by=by)
    return data


def _write(
    interaction: Interaction, was: InteractionData, data: InteractionData, *, by: User, changed: dict[str, Any]
) -> Interaction:
    # From what it was, and not from the instance, on which a move to another company has set it already.
    old, new = ({"company": each.company_id, **_columns(each)} for each in (was, data))
    before = {name: value for name, value in old.items() if value != new[name]}
    after = {name: new[name] for name in before}
    relinked = [
        name
        for name, ids in (
            ("contacts", data.contact_ids),
            ("colleagues", data.colleague_ids),
            ("themes", data.theme_ids),
        )
        if f"{name[:-1]}_ids" in changed and writing.relink(interaction, field=name, ids=ids)
    ]
    if not before and not relinked:
        return interaction
    for name, value in {"company_id": data.company_id, **_columns(data)}.items():
        setattr(interaction, name, value)
    interaction.save_changes(*_columns(data), "company")
    quiet = [name for name in CONTENT if name in after] + relinked
    recorder.record(
        verb="interaction.changed",
        subject=interaction,
        by=by,
        before={name: value for name, value in before.items() if name not in CONTENT},
        after={name: value for name, value in after.items() if name not in CONTENT}
        | ({"also_changed": quiet} if quiet else {}),
    )
    return interaction


def as_data(interaction: Interaction) -> InteractionData:
    """The interaction as somebody would state it, to change some of it."""
    return InteractionData(
        company_id=interaction.company_id,
        office_id=interaction.office_id,
        kind=interaction.kind,
        occurred_on=interaction.occurred_on,
        subject=interaction.subject,
        notes=interaction.notes,
        outcome=interaction.outcome,
        visibility=interaction.visibility,
        contact_ids=tuple(c.pk for c in interaction.contacts.all()),
        colleague_ids=tuple(c.pk for c in interaction.colleagues.all()),
        theme_ids=tuple(t.pk for t in interaction.themes.all()),
        calendar_uid=interaction.calendar_uid,
    )


@transaction.atomic
def bin_interaction(*, by: User, interaction_id: int, version: int | None = None) -> Interaction:
    """Put the entry into the bin; its tasks rest with it."""
    interaction = writing.locked(interaction_id)
    policies.may_change(access(by), interaction).require()
    interaction.expect_version(version)
    policies.may_bin(interaction).require()
    return _set_binned(interaction, by=by, binned=True)


@transaction.atomic
def restore_interaction(*, by: User, interaction_id: int) -> Interaction:
    """Bring the entry back from the bin. Raises Conflict where the same meeting was logged again meanwhile."""
    interaction = writing.locked(interaction_id)
    policies.may_change(access(by), interaction).require()
    policies.may_restore(interaction).require()
    _refuse_second(as_data(interaction), but=interaction.pk)
    return _set_binned(interaction, by=by, binned=False)


def _set_binned(interaction: Interaction, *, by: User, binned: bool) -> Interaction:
    interaction.binned_at = clock.now() if binned else None
    interaction.binned_by = by if binned else None
    interaction.save_changes("binned_at", "binned_by")
    recorder.record(
        verb="interaction.binned" if binned else "interaction.restored",
        subject=interaction,
        by=by,
        after=_told(interaction),
    )
    return interaction
