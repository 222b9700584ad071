"""Who may share, change many, undo, and fetch a file."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .enums import BulkState, Sharing
from .models import BulkChange, Export, SavedView

# At most so many rows by one bulk change: what one person can oversee, and undo in seconds.
MOST_ROWS = 5000


def may_share(who: Access, sharing: str) -> Verdict:
    """Views for oneself are everybody's; what others see is a change, which auditors do not make."""
    if sharing != Sharing.PRIVATE and who.is_auditor_only:
        return wrong_person(_("Auditors read everything and change nothing. Save the view for yourself."), "auditor")
    if sharing == Sharing.OFFICE and not who.user.office_id:
        return wrong_moment(_("You have no home office with which to share. Ask your administrator."), "no_office")
    return ALLOWED


def may_change_view(who: Access, view: SavedView) -> Verdict:
    """Its owner; one for all staff also the partnerships team, so that it outlives who made it."""
    if view.owner_id == who.user.pk or (view.sharing == Sharing.EVERYONE and who.has(Role.PARTNERSHIPS)):
        return ALLOWED
    return wrong_person(
        _("%(name)s made this view, and only they change it. Save it under a name of your own.") % {"name": view.owner}
    )


def may_change_many(rows: int) -> Verdict:
    if rows == 0:
        return wrong_moment(_("Choose at least one row first."), "no_rows")
    if rows > MOST_ROWS:
        return wrong_moment(
            _("At most %(most)s rows can be changed at once. Narrow the list with a filter.")
            % {"most": f"{MOST_ROWS:,}"},
            "too_many_rows",
        )
    return ALLOWED


def may_undo(who: Access, change: BulkChange) -> Verdict:
    """Whoever made the change, and the partnerships team; once."""
    return first_refusal(_may_undo_at_all(who, change), _not_undone(change))


def _may_undo_at_all(who: Access, change: BulkChange) -> Verdict:
    if who.is_auditor_only:
        return wrong_person(_("Auditors read everything and change nothing."), "auditor")
    if change.by_id == who.user.pk or who.has(Role.PARTNERSHIPS):
        return ALLOWED
    return wrong_person(_("Only %(name)s and the partnerships team undo this change.") % {"name": change.by})


def _not_undone(change: BulkChange) -> Verdict:
    if change.state == BulkState.UNDONE:
        return wrong_moment(_("This change was undone already."), "undone")
    return ALLOWED


def may_download(who: Access, export: Export) -> Verdict:
    """Only whoever asked for the file: what is in it is what they may see."""
    if export.by_id != who.user.pk:
        return wrong_person(_("Only %(name)s fetches this file.") % {"name": export.by})
    if not export.file:
        return wrong_moment(_("This file is not there, or no longer. Make the export again."), "no_file")
    return ALLOWED
