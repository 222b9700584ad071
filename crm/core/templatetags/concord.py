"""Tags for what stands hundreds of times on a page: plain functions, several times cheaper than a component.

This module is a builtin of the template engine: no `{% load %}`.
"""

import itertools
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from babel.dates import format_timedelta
from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from crm.core import clock, locale
from crm.core.extension_points import HISTORY_PAGE
from crm.core.widgets import combobox_attrs

register = template.Library()

# Icons that point along the text, and so turn round in a right-to-left script.
_TURNING = {
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "log-in",
    "log-out",
    "send",
    "undo-2",
    "redo-2",
}
_NOTHING = mark_safe('<span class="muted nothing">–</span>')


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, extra: str = "") -> SafeString:
    """`{% icon "building" %}`: decoration beside words; a control with an icon alone needs its own label."""
    turns = " icon-turns" if name in _TURNING else ""
    return format_html(
        '<svg class="icon{}{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        turns,
        f" {extra}" if extra else "",
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def sprite_url() -> str:
    """For scripts that draw an icon."""
    return static("icons/sprite.svg")


@register.simple_tag
def badge(value: Any, tone: Any = "neutral") -> SafeString:
    """`{% badge screening.get_risk_display screening.risk %}`: tones are listed in docs/components.md."""
    if value is None or value == "":
        return _NOTHING
    return format_html('<span class="badge badge-{}">{}</span>', str(tone or "neutral").replace("_", "-"), value)


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """A date in the reader's language."""
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return format_html(
        '<time class="nowrap" datetime="{}">{}</time>', value.isoformat(), locale.day(value, locale.current())
    )


@register.simple_tag
def month(value: date | None) -> str:
    """The month of a date: "November 2026"."""
    return locale.month(value, locale.current()) if value else _NOTHING


@register.simple_tag
def when(value: datetime | None) -> SafeString:
    """A date with its time of day, in the reader's language and time zone; the title names the zone."""
    if value is None or value == "":
        return _NOTHING
    return format_html(
        '<time class="nowrap" datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        timezone.get_current_timezone_name(),
        _moment(value),
    )


def _moment(value: datetime) -> str:
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{locale.day(here.date(), locale.current())}, {here:%H:%M}"


@register.simple_tag
def ago(value: datetime | None) -> SafeString:
    """How long ago, in one unit; the exact moment is its title."""
    if value is None or value == "":
        return _NOTHING
    words = format_timedelta(value - clock.now(), add_direction=True, locale=locale.parsed(locale.current()))
    return format_html(
        '<time class="nowrap" datetime="{}" title="{}">{}</time>', value.isoformat(), _moment(value), words
    )


@register.simple_tag
def due(value: date | None, soon: int = 3) -> SafeString:
    """A deadline told from today: late in red, within `soon` days in amber, always in words; the date is its title."""
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    left = (value - clock.today()).days
    tone = "due-late" if left < 0 else "due-soon" if left <= soon else ""
    title = locale.day(value, locale.current())
    return format_html(
        '<time class="nowrap {}" datetime="{}" title="{}">{}</time>',
        tone,
        value.isoformat(),
        title,
        _days_left(left, title),
    )


def _days_left(left: int, date_words: str) -> str:
    if left < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
    if left == 0:
        return _("Due today")
    if left == 1:
        return _("Due tomorrow")
    if left <= 14:
        return _("Due in %(days)s days") % {"days": left}
    return _("Due on %(date)s") % {"date": date_words}


@register.simple_tag
def money(amount: Decimal | int | float | str | None, currency: str = "USD", short: bool = False) -> SafeString:
    """`{% money donation.amount donation.currency %}`; `short=True` for figures ("USD 84.2M")."""
    if amount is None or amount == "":
        return _NOTHING
    try:
        figure = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    except InvalidOperation:
        return _NOTHING
    return format_html('<bdi class="nowrap">{}</bdi>', locale.money(figure, str(currency), locale.current(), short))


@register.simple_tag
def usd(amount: Decimal | int | None) -> SafeString:
    """Whole dollars without their code, under a heading that says USD: cents of a converted amount tell nothing."""
    if amount is None:
        return _NOTHING
    return format_html('<bdi class="nowrap">{}</bdi>', locale.number(round(amount), locale.current()))


@register.simple_tag
def number(value: Decimal | int | float | None) -> SafeString:
    """A number with the separators of the reader's language."""
    if value is None or value == "":
        return _NOTHING
    return format_html("<bdi>{}</bdi>", locale.number(value, locale.current()))


@register.simple_tag
def figure(value: Decimal | None) -> SafeString:
    """A number with all its decimals, for exchange rates."""
    if value is None:
        return _NOTHING
    return format_html("<bdi>{}</bdi>", locale.figure(value.normalize(), locale.current()))


@register.filter
def grouped(value: int) -> str:
    """A number inside a sentence: `{% blocktranslate with all=total|grouped %}`."""
    return locale.number(value, locale.current())


@register.simple_tag
def country(code: Any) -> str:
    """The country's name in the reader's language, from its ISO code or a field of django-countries."""
    code = str(getattr(code, "code", code) or "")
    return _country_name(code, locale.current()) if code else _NOTHING


@lru_cache(maxsize=2048)
def _country_name(code: str, _locale: str) -> str:
    return str(countries.name(code)) or code


def _name_of(user: Any) -> str:
    get_full_name = getattr(user, "get_full_name", None)
    return (get_full_name() if get_full_name else "") or str(user)


def initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words if len(words) < 2 else [words[0], words[-1]])).upper()


@register.simple_tag
def avatar(user: Any, size: str = "") -> SafeString:
    """The initials in a circle: decoration, so the name must stand beside it."""
    extra = f" avatar-{size}" if size else ""
    return format_html('<span class="avatar{}" aria-hidden="true">{}</span>', extra, initials(_name_of(user)))


@register.simple_tag
def person(user: Any) -> SafeString:
    """Initials and name of a user (or of anything with a name)."""
    if not user:
        return _NOTHING
    return format_html('<span class="person">{}<bdi>{}</bdi></span>', avatar(user, "small"), _name_of(user))


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: Any) -> str:
    """The address's query with some keys changed: `<a href="{% qs page=2 %}">`; None or "" takes a key out."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def qs_without(context: Context, key: str, value: Any = None) -> str:
    """The address's query without a key, or without one of the key's values, and back on the first page."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    kept = [] if value is None else [each for each in query.getlist(key) if each != str(value)]
    query.pop("page", None)
    query.setlist(key, kept)
    return f"?{query.urlencode()}"


@register.simple_tag
def control(field: BoundField, autocomplete: str = "", placeholder: str = "") -> SafeString:
    """A form field's widget with the few attributes that a page may add, and what the type-ahead says."""
    given = {"autocomplete": autocomplete, "placeholder": placeholder}
    attrs: dict[str, str | bool] = {name: value for name, value in given.items() if value}
    own = field.field.widget.attrs
    if "data-combobox" in own:
        attrs = combobox_attrs() | own | attrs
    return field.as_widget(attrs=attrs)


@register.filter
def field_kind(field: BoundField) -> str:
    """How the field is laid out: "check", "choices" (a group with a legend), "hidden" or "plain"."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if widget.is_hidden:
        return "hidden"
    if widget.use_fieldset:
        return "choices"
    return "check" if kind == "checkbox" else "plain"


_ids = itertools.count(1)


@register.simple_tag
def unique_id(prefix: str = "part") -> str:
    """An id for markup that points to itself; unique also after htmx has put a second copy on the page."""
    return f"{prefix}-{next(_ids)}"


@register.simple_tag
def combobox_texts() -> SafeString:
    """The attributes that make a bare <select> a type-ahead."""
    return format_html_join(" ", '{}="{}"', ((k, v) for k, v in combobox_attrs().items() if k != "data-combobox"))


@register.simple_tag
def draft_texts() -> SafeString:
    """What static/js/drafts.js says."""
    return format_html(
        'data-draft-restored="{}" data-draft-discard="{}"',
        _("What you typed here last time, and did not save, is back."),
        _("Start afresh"),
    )


@register.simple_tag
def history_url(record: Any) -> str:
    """Where the history of a record is read; the page belongs to a floor above, so that it is named only in core."""
    try:
        return reverse(HISTORY_PAGE, args=[record._meta.label_lower, record.pk])
    except NoReverseMatch:
        return ""
