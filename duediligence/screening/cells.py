"""How a screening looks in a row."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core.templatetags.concord import ago, badge, day, due, money, person
from crm.listing.links import links_to

from ..enums import OPEN_STATES, Purpose, Rating, ScreeningState, Track

_page = links_to("duediligence:screening")
PURPOSES, TRACKS = dict(Purpose.choices), dict(Track.choices)
RATINGS, STATES = dict(Rating.choices), dict(ScreeningState.choices)


def company(row: Any) -> SafeString:
    return format_html(
        '<a class="table-link" href="{}" dir="auto">{}</a><span class="table-sub">{}</span>',
        _page(row.pk),
        row.company.legal_name,
        PURPOSES[row.purpose],
    )


def state(row: Any) -> SafeString:
    return badge(STATES[row.state], row.state_tone)


def rating(row: Any) -> SafeString:
    """The fixed one; while it is researched, the proposed one, said so."""
    if row.rating:
        return badge(RATINGS[row.rating], row.rating_tone)
    if not row.proposed_rating:
        return badge("")
    proposed = badge(RATINGS[row.proposed_rating], row.proposed_tone)
    return format_html('{}<span class="table-sub">{}</span>', proposed, _("proposed"))


def until(row: Any) -> SafeString:
    return due(row.due_on) if row.state in OPEN_STATES else badge("")


def since(row: Any) -> SafeString:
    return ago(row.state_since)


def office(row: Any) -> str:
    return row.office.name


def requested_by(row: Any) -> SafeString:
    return person(row.requested_by)


def researcher(row: Any) -> SafeString:
    return person(row.researcher)


def amount(row: Any) -> SafeString:
    return money(row.amount_usd, "USD")


def requested(row: Any) -> SafeString:
    return day(row.requested_at)


def decided(row: Any) -> SafeString:
    return day(row.decided_at)


def purpose(row: Any) -> Any:
    return PURPOSES[row.purpose]


def track(row: Any) -> Any:
    return TRACKS[row.track]
