"""How entries and hits look in a row."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from crm.companies import pair_words
from crm.core import countries
from crm.core.templatetags.concord import badge, day, when
from crm.listing.links import links_to

from ..enums import EntryKind, HitState

_entry, _hit = links_to("duediligence:entry"), links_to("duediligence:hit")
KINDS = dict(EntryKind.choices)
STATES = dict(HitState.choices)
LEFT = pgettext_lazy("entry of a watch list", "Left the list")


def named(row: Any) -> SafeString:
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>', _entry(row.pk), row.name)


def listed(row: Any) -> SafeString | str:
    return badge(LEFT, "neutral") if row.closed_load_id else day(row.listed_on)


def kind(row: Any) -> Any:
    return KINDS[row.kind]


def watchlist(row: Any) -> str:
    return row.watchlist.name


def places_of(codes: list[str] | None) -> str:
    return ", ".join(countries.label(code) for code in codes or ())


def births_of(dates: list[str] | None) -> str:
    """A span of years is listed year by year; three are enough to tell people apart."""
    dates = dates or []
    return ", ".join(dates[:3]) + (" …" if len(dates) > 3 else "")


def program(row: Any) -> str:
    return row.program


def reference(row: Any) -> str:
    return row.reference


def party(row: Any) -> SafeString:
    return format_html(
        '<a class="table-link" href="{}" dir="auto">{}</a><span class="table-sub">{} <bdi>{}</bdi></span>',
        _hit(row.pk),
        row.party.name,
        row.party.get_role_display(),
        row.party.screening.company.legal_name,
    )


def entry(row: Any) -> SafeString:
    return format_html(
        '<span dir="auto">{}</span><span class="table-sub">{}</span>', row.entry.name, row.entry.watchlist.name
    )


def score(row: Any) -> SafeString:
    return strength(row)


def strength(hit: Any) -> SafeString:
    """A word and the number: the colour alone says nothing."""
    word, tone = (_("Strong"), "bad") if hit.strong else (_("Possible"), "warn")
    return badge(f"{word} {hit.score:.2f}", tone)


def why(reasons: Any) -> str:
    return pair_words.short(reasons or ())


def state(row: Any) -> SafeString:
    if row.state == HitState.OPEN and row.entry.closed_load_id:
        return badge(LEFT, "neutral")
    if row.state == HitState.OPEN and row.first_by_id:
        return badge(_("Waits for a second person"), "warn")
    return badge(STATES[row.state], row.state_tone)


def found(row: Any) -> SafeString:
    return when(row.found_at)
