"""How an entry of the contact log looks in a row. What was said stands only where the reader may read it."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.core.templatetags.concord import ago, day, icon, person
from crm.core.visibility import Visibility
from crm.listing.links import links_to

from .enums import InteractionKind
from .icons import icon_of

_page, _company = links_to("contactlog:detail"), links_to("companies:detail")
KINDS = dict(InteractionKind.choices)
VISIBILITIES = dict(Visibility.choices)


def contact(row: Any) -> SafeString:
    how = KINDS[row.kind]
    if row.notes_open:
        title, below = row.subject, how
    else:
        title, below = how, _("What was said is kept in the office")  # type: ignore[assignment]
    return format_html(
        '<a class="table-link" href="{}" dir="auto">{}</a><span class="table-sub row">{} {}</span>',
        _page(row.pk),
        title,
        icon(icon_of(row.kind) if row.notes_open else "lock"),
        below,
    )


def company(row: Any) -> SafeString:
    return format_html('<a href="{}" dir="auto">{}</a>', _company(row.company_id), row.company.legal_name)


def when(row: Any) -> SafeString:
    return day(row.occurred_on)


def office(row: Any) -> str:
    return row.office.name


def by(row: Any) -> SafeString:
    return person(row.by)


def kind(row: Any) -> Any:
    return KINDS[row.kind]


def visibility(row: Any) -> Any:
    return VISIBILITIES[row.visibility]


def outcome(row: Any) -> str:
    return row.outcome[:120] if row.notes_open else ""


def words(names: list[str] | None) -> str:
    return ", ".join(names or ())


def logged(row: Any) -> SafeString:
    return ago(row.created_at)
