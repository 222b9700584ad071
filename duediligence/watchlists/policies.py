"""Who may load lists, look parties up and say what a hit is, and when. Pure: facts come in, verdicts come out."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ..enums import HitState, LoadState
from ..models import Hit, ListLoad, Screening, WatchList

# The one reason for a refusal that a person can overrule: see services.loads.
CLOSES_TOO_MANY = "closes_too_many"


def may_look_up(by: User, screening: Screening) -> Verdict:
    """The team; and whoever sends a request, by which its parties are looked up at once."""
    if access(by).has(Role.PARTNERSHIPS) or by.pk == screening.requested_by_id:
        return ALLOWED
    return wrong_person(_("The partnerships team looks parties up in the watch lists."))


def may_load(by: User, watchlist: WatchList | None = None) -> Verdict:
    return first_refusal(
        ALLOWED
        if access(by).has(Role.PARTNERSHIPS)
        else wrong_person(_("The partnerships team loads the watch lists. Send them the file.")),
        wrong_moment(_("This list is not looked up any more, so that nothing is loaded into it."), "retired")
        if watchlist and watchlist.retired
        else ALLOWED,
    )


def may_confirm_newest(by: User, watchlist: WatchList) -> Verdict:
    """That the publisher has no newer file than the one that counts."""
    return first_refusal(
        may_load(by, watchlist),
        ALLOWED
        if watchlist.current_load_id
        else wrong_moment(_("Nothing was loaded into this list yet. Load its file first."), "list_missing"),
    )


def may_insist(by: User, load: ListLoad) -> Verdict:
    """Only a file that was kept out because it closes so many entries is loaded all the same."""
    kept_out = load.state == LoadState.FAILED and any(e.get("code") == CLOSES_TOO_MANY for e in load.errors)
    return first_refusal(
        may_load(by, load.watchlist),
        ALLOWED if kept_out else wrong_moment(_("This file cannot be loaded as it is. Load another one.")),
    )


def may_keep_lists(by: User) -> Verdict:
    """Name, standing and whether a list is required are settings of the agency."""
    if access(by).has(Role.PARTNERSHIPS, Role.ADMINISTRATOR):
        return ALLOWED
    return wrong_person(_("The partnerships team and the administrators keep the watch lists."))


def may_resolve(by: User, hit: Hit, *, verdict: str = "") -> Verdict:
    """`hit` with its party's screening. `verdict` is empty while a page is drawn.

    Not the requester (due-diligence.md, watch lists); of two who confirm, the second is another person.
    """
    return first_refusal(
        ALLOWED
        if access(by).has(Role.PARTNERSHIPS)
        else wrong_person(_("The partnerships team says whether a hit is the listed party.")),
        _not_own_request(by, hit),
        ALLOWED
        if hit.state == HitState.OPEN
        else wrong_moment(_("This hit has been handled in the meantime. Open it again to see how.")),
        wrong_moment(_("You proposed to confirm this hit. A second person has to confirm it."), "second_person")
        if verdict == HitState.CONFIRMED and hit.first_by_id == by.pk
        else ALLOWED,
    )


def _not_own_request(by: User, hit: Hit) -> Verdict:
    if hit.party.screening.requested_by_id != by.pk:
        return ALLOWED
    return wrong_moment(
        _("You asked for this screening, so that somebody else has to say whether this is the listed party."),
        "own_request",
    )
