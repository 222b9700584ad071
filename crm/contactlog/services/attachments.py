"""Files that belong to a contact; whoever may read its notes may read them."""

from django.core.files.base import File
from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock, files

from .. import policies
from ..models import Attachment, Interaction
from .writing import locked


@transaction.atomic
def attach(*, by: User, interaction_id: int, upload: File) -> Attachment:
    """Keep a checked file with the entry. Raises Forbidden, TooLarge or ValidationError."""
    interaction = locked(interaction_id)
    policies.may_change(access(by), interaction).require()
    attachment = insert(interaction=interaction, upload=upload, by=by)
    # The name of a file can say what was talked about: the trail of deeds leaves it out.
    recorder.record(verb="interaction.file_added", subject=interaction, by=by, after={"sha256": attachment.sha256})
    return attachment


def insert(*, interaction: Interaction, upload: File, by: User) -> Attachment:
    """Write the file as a part of somebody's deed."""
    checked = files.check(upload)
    attachment = Attachment(interaction=interaction, uploaded_by=by)
    files.keep(attachment, upload=upload, checked=checked)
    attachment.save()
    return attachment


@transaction.atomic
def remove(*, by: User, attachment_id: int) -> Attachment:
    """Put the file into the bin. Raises Forbidden or Conflict."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment_id)
    interaction: Interaction = locked(attachment.interaction_id)
    policies.may_change(access(by), interaction).require()
    policies.may_bin(attachment).require()
    return _set_binned(attachment, interaction, by=by, binned=True)


@transaction.atomic
def restore_attachment(*, by: User, attachment_id: int) -> Attachment:
    """Bring the file back. Raises Forbidden or Conflict."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment_id)
    interaction: Interaction = locked(attachment.interaction_id)
    policies.may_change(access(by), interaction).require()
    policies.may_restore_file(attachment, interaction).require()
    return _set_binned(attachment, interaction, by=by, binned=False)


def _set_binned(attachment: Attachment, interaction: Interaction, *, by: User, binned: bool) -> Attachment:
    attachment.binned_at = clock.now() if binned else None
    attachment.binned_by = by if binned else None
    attachment.save(update_fields=["binned_at", "binned_by"])
    recorder.record(
        verb="interaction.file_binned" if binned else "interaction.file_restored",
        subject=interaction,
        by=by,
        after={"sha256": attachment.sha256},
    )
    return attachment
