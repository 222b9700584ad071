"""Who may log, read, change and coordinate, and when. Pure: facts come in, verdicts come out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from crm.accounts.enums import Role
from crm.accounts.selectors import Access, Held
from crm.companies.enums import CompanyStatus
from crm.companies.models import Contact
from crm.core import locale
from crm.core.models import Binnable
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from crm.core.visibility import Visibility

from .enums import CoordinationState
from .models import Attachment, CoordinationRequest, FollowUp, Interaction
from .registries import Engaged
from .rights import directs, may_speak_for, reading_offices, reading_regions, working_offices, works
from .selectors import Standing
from .transitions import CLEARING, COORDINATION

# --- logging and reading -------------------------------------------------------------------------------------------


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


def may_restore_task(task: FollowUp) -> Verdict:
    if not task.binned_at:
        return wrong_moment(_("This task is not in the bin."))
    return _entry_is_kept(task.interaction)


def may_restore_file(attachment: Attachment, interaction: Interaction) -> Verdict:
    if not attachment.binned_at:
        return wrong_moment(_("This file is not in the bin."))
    return _entry_is_kept(interaction)


def _entry_is_kept(interaction: Interaction) -> Verdict:
    if interaction.binned_at:
        return wrong_moment(_("The contact is in the bin. Bring it back first."), "binned")
    return ALLOWED


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


# --- may I approach them? ------------------------------------------------------------------------------------------

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
    if not facts.others:
        own = _("Your office is in contact with them.") if facts.is_engaged else _("Nobody is in contact with them.")
        return Approach(FREE, own, facts.engaged)
    if facts.is_engaged:
        text = ngettext_lazy(
            "Your office is in contact with them, and so is {others}.",
            "Your office is in contact with them, and so are {others}.",
            len(facts.others),
        )
        return Approach(FREE, format_lazy(text, others=_names(facts.others)), facts.engaged)
    if facts.coordination and facts.coordination.state in CLEARING:
        text = (
            _("{office} agreed to your approach.")
            if facts.coordination.state == CoordinationState.AGREED
            else _("{office} joins your approach: act together.")
        )
        return Approach(FREE, format_lazy(text, office=facts.coordination.office_name), facts.engaged)
    if facts.went_ahead:
        text = _("Your office went ahead and said why. {who}")
        return Approach(FREE, format_lazy(text, who=_talking(facts.others)), facts.engaged)
    return Approach(COORDINATE, _coordinate(facts), facts.engaged)


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


# --- coordination --------------------------------------------------------------------------------------------------


def may_ask(held: Access, from_office_id: int, to_office_id: int, asked_offices: Collection[int]) -> Verdict:
    """For one's own office, to the lead office or one that is engaged."""
    if from_office_id not in working_offices(held):
        return first_refusal(
            may_work(held), wrong_person(_("You can ask only for an office where you hold a role."), "not_your_office")
        )
    if from_office_id == to_office_id:
        return wrong_moment(_("This is your own office: talk to your colleagues directly."), "own_office")
    if to_office_id not in asked_offices:
        return wrong_moment(
            _("This office neither leads nor is in contact with the company. Ask one that is."), "not_engaged"
        )
    return ALLOWED


def may_coordinate(held: Access, office_id: int | None, asked_offices: Collection[int]) -> Verdict:
    """Whether there is anybody to ask about a company, for the button on its page."""
    if not asked_offices:
        return first_refusal(
            may_work(held),
            wrong_moment(_("No other office leads this company or is in contact with it: nobody to ask."), "nobody"),
        )
    return may_work(held)


def voice(held: Access, request: CoordinationRequest) -> Held | None:
    """The role by which this person answers: their own before one they deputise for; None when there is none.

    Both offices of `request` are loaded. After the escalation the regional director of the asking office answers too.
    """
    asked, asking = request.to_office, request.from_office
    for role in (*held.held, *held.deputised):
        if may_speak_for(role, asked.pk, asked.region_path):
            return role
        if request.escalated_at and directs(role, asking.region_path):
            return role
    return None


def may_speak(held: Access, request: CoordinationRequest) -> Verdict:
    """Staff of the asked office, its regional director, a deputy for them; never whoever sent the request."""
    if request.requested_by_id == held.user.pk:
        return wrong_person(
            _("You sent this request yourself; somebody of the asked office answers it."), "own_request"
        )
    if voice(held, request) is None:
        text = _("Only {office} and its regional director can answer this request.")
        return wrong_person(format_lazy(text, office=request.to_office.name))
    return ALLOWED


def may_answer(held: Access, request: CoordinationRequest, target: str = CoordinationState.AGREED) -> Verdict:
    return first_refusal(may_speak(held, request), COORDINATION.may_move(request.state, target))


def may_withdraw(held: Access, request: CoordinationRequest) -> Verdict:
    """Who sent it, and colleagues of the asking office."""
    own = request.requested_by_id == held.user.pk or request.from_office_id in working_offices(held)
    if not own:
        text = _("Only {office} can withdraw this request.")
        return wrong_person(format_lazy(text, office=request.from_office.name))
    return first_refusal(may_work(held), COORDINATION.may_move(request.state, CoordinationState.WITHDRAWN))
