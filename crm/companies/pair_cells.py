"""How a pair of records that look alike stands in a row."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core.templatetags.concord import badge, country, day
from crm.listing.links import links_to

from . import pair_words
from .duplicates.comparing import STRONG
from .enums import PairState

_company_pair = links_to("companies:pair")
_contact_pair = links_to("companies:contact_pair")
STATES = dict(PairState.choices)
_TONES = {state.value: state.tone for state in PairState}


def companies(pair: Any) -> SafeString:
    return _two(_company_pair(pair.pk), pair.first, pair.second)


def people(pair: Any) -> SafeString:
    return _two(_contact_pair(pair.pk), pair.first, pair.second)


def _two(url: str, first: Any, second: Any) -> SafeString:
    return format_html(
        '<a class="table-link" href="{}"><bdi>{}</bdi><br><bdi>{}</bdi></a>', url, str(first), str(second)
    )


def likeness(pair: Any) -> SafeString:
    return badge(strength(pair.score), tone(pair.score))


def tone(score: float) -> str:
    return "serious" if score >= STRONG else "neutral"


def strength(score: float) -> str:
    words = _("Strong") if score >= STRONG else _("Possible")
    return f"{words} {round(score * 100)} %"


def seats(pair: Any) -> Any:
    return _both(country(pair.first.country), country(pair.second.country))


def lead_offices(pair: Any) -> Any:
    return _both(pair.first.lead_office or "–", pair.second.lead_office or "–")


def _both(first: Any, second: Any) -> Any:
    return first if first == second else format_html("{}<br>{}", first, second)


def why(reasons: list[dict[str, Any]] | None) -> str:
    return pair_words.short(reasons or ())


def state(pair: Any) -> SafeString:
    return badge(STATES[pair.state], _TONES[pair.state])


def found(pair: Any) -> SafeString:
    return day(pair.found_at)
