"""What the page of a hit shows: both sides, what agrees and contradicts, what was said."""

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.companies import pair_words
from crm.core import countries

from ..enums import DESK_STATES, HitState
from ..models import Hit, ListCheck
from . import cells, policies
from .entry_page import details_of, names_of
from .matching.ours import looked_up
from .services.memory import ENTRY_CHANGED, PARTY_CHANGED

# How reasons are grouped under the lines of the two sides.
_LINE = {"country_same": "country", "country_differs": "country", "birth_same": "birth"}
_LINE |= {"birth_year_differs": "birth", "birth_date_differs": "birth"}
_LINE |= {"identifier_same": "number", "identifier_differs": "number"}


@dataclass(frozen=True)
class Line:
    """A line of the two sides; `said` tells whether they agree, where both are known."""

    label: Any
    ours: list[str]
    theirs: list[str]
    said: pair_words.Said | None = None


def hit_context(hit: Hit, user: Any) -> dict[str, Any]:
    (ours,) = looked_up([hit.party])
    reasons, screening = pair_words.say(hit.reasons), hit.party.screening
    return {
        "hit": hit,
        "entry": hit.entry,
        "screening": screening,
        "strength": cells.strength(hit),
        "reasons": reasons,
        "lines": _lines(hit, ours.party, reasons),
        "details": details_of(hit.entry),
        "earlier": _earlier(hit),
        "left_the_list": hit.entry.closed_load_id is not None,
        "is_open": hit.state == HitState.OPEN,
        "proposed": hit.state == HitState.OPEN and hit.first_by is not None,
        "may_resolve": policies.may_resolve(user, hit),
        "may_confirm": policies.may_resolve(user, hit, verdict=HitState.CONFIRMED),
        "check": ListCheck.objects.filter(party=hit.party, load__watchlist=hit.entry.watchlist_id).first(),
        "next_hit": _next(hit),
        "is_at_my_desk": screening.state in DESK_STATES and access(user).has(Role.PARTNERSHIPS),
    }


def _lines(hit: Hit, ours: Any, reasons: list[pair_words.Said]) -> list[Line]:
    entry, said = hit.entry, {_LINE[each.code]: each for each in reasons if each.code in _LINE}
    return [
        Line(_("Kind"), [hit.party.get_kind_display()], [str(entry.get_kind_display())]),
        Line(_("Names"), [name.text for name in ours.names], [_with_quality(name) for name in names_of(entry)]),
        Line(_("Countries"), _places(sorted(ours.countries)), _places(entry.countries), said.get("country")),
        Line(_("Date of birth"), list(ours.birth_dates), list(entry.birth_dates), said.get("birth")),
        Line(_("Numbers"), _numbers(ours), [_number(each) for each in entry.identifiers], said.get("number")),
    ]


def _with_quality(name: Any) -> str:
    weak = _("weak") if name.quality == "weak" else ""
    use = "" if name.use in ("primary", "alias") else str(name.get_use_display())
    marks = ", ".join(filter(None, (use, weak)))
    return f"{name.text} ({marks})" if marks else name.text


def _places(codes: list[str]) -> list[str]:
    return [countries.label(code) for code in codes]


def _numbers(ours: Any) -> list[str]:
    return sorted({number for numbers in ours.identifiers.values() for number in numbers})


def _number(each: dict[str, str]) -> str:
    country = countries.label(each["country"]) if each.get("country") else ""
    return f"{each['number']} ({country})" if country else each["number"]


def _earlier(hit: Hit) -> list[dict[str, Any]]:
    """Why it is open again, the latest first."""
    people = User.objects.in_bulk({pk for said in hit.earlier for pk in (said["by"], said["first_by"]) if pk})
    because = {
        ENTRY_CHANGED: _("The entry has changed since then."),
        PARTY_CHANGED: _("Since then our own data agree better with the entry."),
    }
    return [
        {
            "state": cells.STATES[said["state"]] if said["state"] != HitState.OPEN else _("Proposed to confirm"),
            "by": people.get(said["by"]),
            "at": parse_datetime(said["at"]) if said["at"] else None,
            "reason": said["reason"],
            "because": because.get(said["because"], _("A second person decided otherwise.")),
        }
        for said in reversed(hit.earlier)
    ]


def _next(hit: Hit) -> Hit | None:
    """The next one of the queue."""
    waiting = Hit.objects.open().exclude(pk=hit.pk).filter(score__lte=hit.score)
    return waiting.order_by("-score", "pk").only("pk").first()
