"""Who moves a partnership through the pipeline, and when. Pure."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core.errors import Conflict
from crm.core.verdict import ALLOWED, Verdict, wrong_moment, wrong_person

from ..engagements.policies import may_change
from ..engagements.rights import decides_for
from ..enums import PIPELINE, Stage
from ..models import Engagement
from .requirements import Requirement
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
