"""Who may log, read and change an entry, its files included."""

from collections.abc import Collection

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.core.models import Binnable
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from crm.core.visibility import Visibility

from ..models import Attachment, Interaction
from ..rights import reading_offices, reading_regions, working_offices, works


def may_work(held: Access) -> Verdict:
    """Everybody with a working role may log contacts and tasks; auditors and administrators change nothing here."""
    if works(held):
        return ALLOWED
    return wrong_person(
        _("Auditors and administrators read the contact log, but do not change it. Ask a colleague of the office."),
        "read_only",
    )


def may_log_for(held: Access, office_id: int | None, *, imported: bool = False) -> Verdict:
    """For an office where one holds a role; the partnerships team imports for every office (domain.md section 2)."""
    if imported and held.has(Role.PARTNERSHIPS):
        return ALLOWED
    if office_id in working_offices(held):
        return may_work(held)
    return first_refusal(
        may_work(held),
        wrong_person(_("You can log contacts for an office only where you hold a role."), "not_your_office"),
    )


def may_read_notes(held: Access, interaction: Interaction, colleague_ids: Collection[int]) -> bool:
    """What `InteractionQuerySet.notes_rule` says in SQL, of one record whose office is loaded."""
    if held.reads_everything or interaction.visibility == Visibility.EVERYONE:
        return True
    if held.user.pk == interaction.by_id or held.user.pk in colleague_ids:
        return True
    if interaction.office_id in reading_offices(held):
        return True
    path = interaction.office.path
    return interaction.visibility == Visibility.REGION and any(path.startswith(r) for r in reading_regions(held))


def may_change(held: Access, interaction: Interaction) -> Verdict:
    """The author and colleagues of the same office: the log is the office's."""
    if interaction.by_id == held.user.pk or interaction.office_id in working_offices(held):
        return may_work(held)
    return first_refusal(
        may_work(held),
        wrong_person(
            format_lazy(
                _("Only {author} and colleagues of {office} can change this entry."),
                author=interaction.by.name,
                office=interaction.office.name,
            )
        ),
    )


def may_bin(record: Binnable) -> Verdict:
    return wrong_moment(_("This is in the bin already.")) if record.binned_at else ALLOWED


def may_restore(interaction: Interaction) -> Verdict:
    """An entry comes back only to a company that is there."""
    if not interaction.binned_at:
        return wrong_moment(_("This entry is not in the bin."))
    if interaction.company.binned_at:
        return wrong_moment(_("The company of this entry is in the bin. Bring the company back first."), "binned")
    return ALLOWED


def entry_is_kept(interaction: Interaction) -> Verdict:
    """What hangs on an entry comes back only after the entry itself."""
    if interaction.binned_at:
        return wrong_moment(_("The contact is in the bin. Bring it back first."), "binned")
    return ALLOWED


def may_restore_file(attachment: Attachment, interaction: Interaction) -> Verdict:
    if not attachment.binned_at:
        return wrong_moment(_("This file is not in the bin."))
    return entry_is_kept(interaction)
