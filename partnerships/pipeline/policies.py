"""Who moves a partnership through the pipeline, and when. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.selectors import Access
from crm.core.errors import Conflict
from crm.core.verdict import ALLOWED, Verdict, wrong_moment, wrong_person

from ..engagements.policies import may_change
from ..engagements.rights import decides_for
from ..enums import ENDED, PIPELINE, Stage
from ..models import Engagement
from .requirements import Requirement
from .selectors.lapses import Lapse
from .transitions import DECIDER, PIPELINE_TABLE


def may_move(held: Access, engagement: Engagement, office_ids: Collection[int], target: str) -> Verdict:
    """Whoever changes the partnership moves it along the table; who decides for its office takes back an end."""
    own = may_change(held, engagement, office_ids)
    if not own:
        return own
    row = PIPELINE_TABLE.find(engagement.stage, target)
    if row is None:
        return _no_such_step(engagement, target)
    if row.who == DECIDER and not decides_for(held, engagement):
        return wrong_person(
            _("The chief of mission, the regional director or the partnerships team resumes what has ended.")
        )
    return ALLOWED


def _no_such_step(engagement: Engagement, target: str) -> Verdict:
    if engagement.stage == target:
        return wrong_moment(_("It stands at this stage already."))
    if engagement.stage == Stage.ACTIVE and target in PIPELINE:
        return wrong_moment(_("It has begun. It can be completed or terminated, but not prepared again."))
    if target == Stage.CLOSED:
        return wrong_moment(_("It has begun. Complete or terminate it instead."))
    if target in (Stage.COMPLETED, Stage.TERMINATED):
        return wrong_moment(_("It has not begun. Close it with a reason instead."))
    return wrong_moment(_("It has ended. Reopen or resume it first."))


def may_enter_stage(missing: Sequence[Requirement]) -> Verdict:
    """Refuses with the first thing that is needed; `require_all` with all of them."""
    needed = [each for each in missing if each.needed]
    return wrong_moment(needed[0].sentence, needed[0].code) if needed else ALLOWED


def require_all(missing: Sequence[Requirement]) -> None:
    """Raise Conflict with everything that is needed and missing."""
    needed = [each for each in missing if each.needed]
    if needed:
        parts: dict[str, str] = {}
        for each in needed:
            parts[each.code] = f"{parts[each.code]} {each.sentence}" if each.code in parts else str(each.sentence)
        raise Conflict(" ".join(str(each.sentence) for each in needed), needed[0].code, by_code=parts)


def asks_cause(target: str) -> bool:
    """Where something ends before its time, a cause is asked for, so that ends can be counted."""
    return target in (Stage.CLOSED, Stage.TERMINATED)


def asks_reason(source: str, target: str) -> bool:
    """Whoever ends it before its time, or takes back an end, says why."""
    return asks_cause(target) or source in ENDED


def next_stage(stage: str) -> str:
    """The stage that the pipeline has after this one; empty after *active*."""
    following = dict(zip(PIPELINE, (*PIPELINE[1:], Stage.ACTIVE), strict=True))
    return str(following[Stage(stage)].value) if stage in PIPELINE else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the table has from where a partnership stands, and whether this person may take it now."""

    target: Stage
    verdict: Verdict
    asks_reason: bool
    asks_cause: bool = False
    is_next: bool = False

    @property
    def label(self) -> Any:
        return self.target.label


def steps_of(
    held: Access, engagement: Engagement, office_ids: Collection[int], missing_for_active: Sequence[Requirement]
) -> list[Step]:
    """In the order of the pipeline; each is offered or refused with its reason."""
    order = list(Stage)
    following = next_stage(engagement.stage)
    steps = []
    for row in sorted(PIPELINE_TABLE.exits(engagement.stage), key=lambda each: order.index(Stage(each.target))):
        target = Stage(row.target)
        verdict = may_move(held, engagement, office_ids, target)
        if verdict and target == Stage.ACTIVE:
            verdict = may_enter_stage(missing_for_active)
        asks = asks_reason(engagement.stage, target), asks_cause(target)
        steps.append(Step(target, verdict, *asks, is_next=row.target == following))
    return steps


def may_rule(held: Access, lapse: Lapse) -> Verdict:
    """The authority of the clearance's level of risk, or a deputy (domain.md section 5, decision)."""
    if lapse.body.voice(held):
        return ALLOWED
    return wrong_person(format_lazy(_("{body} rules on this."), body=lapse.body.words))


def may_take_up_again(held: Access, engagement: Engagement, lapses: Sequence[Lapse]) -> Verdict:
    """Those who decide for the office end a pause, once every clearance stands; before that it takes a ruling."""
    if not decides_for(held, engagement):
        return wrong_person(
            _("The chief of mission, the regional director or the partnerships team takes it up again.")
        )
    if engagement.paused_at is None:
        return wrong_moment(_("It is not paused."))
    if lapses:
        return wrong_moment(_("A clearance does not stand yet: whoever rules on that decides."), "no_clearance")
    return ALLOWED


def may_set(held: Access) -> Verdict:
    """Headquarters: the partnerships team, and the administrators, who keep the settings."""
    if held.has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(_("Headquarters set this. Ask the partnerships team for a change."), "not_headquarters")
