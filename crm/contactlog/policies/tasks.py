"""Who may give, change, finish and bring back a follow-up task."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..models import FollowUp, Interaction
from ..rights import working_offices
from .entries import entry_is_kept, may_read_notes, may_work


def may_restore_task(task: FollowUp) -> Verdict:
    if not task.binned_at:
        return wrong_moment(_("This task is not in the bin."))
    return entry_is_kept(task.interaction)


def may_add_task(held: Access, interaction: Interaction, colleague_ids: Collection[int]) -> Verdict:
    """Whoever may read what was said may leave a task with it."""
    if may_read_notes(held, interaction, colleague_ids):
        return may_work(held)
    return first_refusal(may_work(held), wrong_person(_("Only those who may read this entry can add a task to it.")))


def may_change_task(held: Access, task: FollowUp) -> Verdict:
    """Who does it, who gave it, and colleagues of the office that logged the contact."""
    mine = held.user.pk in (task.assignee_id, task.created_by_id)
    if mine or task.interaction.office_id in working_offices(held):
        return may_work(held)
    return first_refusal(
        may_work(held), wrong_person(_("This task belongs to colleagues of another office. Ask them to change it."))
    )


def may_finish(held: Access, task: FollowUp) -> Verdict:
    settled = wrong_moment(_("This task is done already.")) if task.done_at else ALLOWED
    return first_refusal(may_change_task(held, task), settled)


def may_reopen(held: Access, task: FollowUp) -> Verdict:
    settled = ALLOWED if task.done_at else wrong_moment(_("This task is open already."))
    return first_refusal(may_change_task(held, task), settled)
