"""Whether all parties of a screening were looked up in the lists as they stand, and what was found. Fails closed."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment

from ...enums import HitState, ListStanding
from ...models import Hit, ListCheck, Screening
from ..matching.ours import looked_up
from .freshness import ListFreshness, freshness


def may_submit_checks(screening: Screening, on: date) -> Verdict:
    """Refused without a fresh copy of each required list, with a party not looked up, or with an open hit."""
    lists = freshness(on)
    return first_refusal(_required(lists), _all_looked_up(screening, lists), _none_open(screening))


def confirmed_standings(screening: Screening) -> list[str]:
    """What the lists stand for on which hits are confirmed, one for each hit whose entry is still listed."""
    hits = Hit.objects.filter(party__screening=screening, state=HitState.CONFIRMED).listed()
    return list(hits.order_by("pk").values_list("entry__watchlist__standing", flat=True))


def may_approve(screening: Screening) -> Verdict:
    """What the lists say since the submission: who is found out before the decision is not approved (section 5)."""
    if ListStanding.UN in confirmed_standings(screening):
        return wrong_moment(
            _(
                "It is confirmed that a party is on a list of the United Nations, so that nobody can approve this. "
                "Reject it, or return it."
            ),
            "excluded",
        )
    return _none_open(screening)


def _required(lists: list[ListFreshness]) -> Verdict:
    required = [each for each in lists if each.watchlist.required]
    if not required:
        return wrong_moment(_("No watch list is set as required, so that nothing can be submitted."), "no_list")
    return first_refusal(*(each.verdict for each in required))


def _all_looked_up(screening: Screening, lists: list[ListFreshness]) -> Verdict:
    """In every list that has entries, also in those that are not required."""
    parties = looked_up(list(screening.parties.all()))
    if not parties:
        return wrong_moment(_("Nobody is named who could be looked up in the watch lists."), "no_parties")
    loads = {each.watchlist.current_load_id for each in lists if each.watchlist.current_load_id}
    checks = ListCheck.objects.filter(party__screening=screening, load__in=loads)
    done = set(checks.values_list("party", "load", "looked_up"))
    missing = [each.row.name for each in parties if any((each.row.pk, load, each.digest) not in done for load in loads)]
    if not missing:
        return ALLOWED
    return wrong_moment(
        _("%(names)s: not yet looked up in the watch lists as they stand. Look them up again.")
        % {"names": ", ".join(missing[:5])},
        "not_looked_up",
    )


def _none_open(screening: Screening) -> Verdict:
    count = Hit.objects.filter(Q(party__screening=screening)).open().count()
    if not count:
        return ALLOWED
    sentence = ngettext(
        "%(count)s hit in a watch list is open. Clear or confirm it first.",
        "%(count)s hits in watch lists are open. Clear or confirm them first.",
        count,
    )
    return wrong_moment(sentence % {"count": count}, "open_hits")
