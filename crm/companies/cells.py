"""How a company's facts look in a row."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from crm.core.templatetags.concord import ago, badge, country, person
from crm.listing.links import links_to

from . import isic
from .enums import CompanyKind, CompanyStatus, MaturityLevel, Size

_page = links_to("companies:detail")
KINDS = dict(CompanyKind.choices)
SIZES = dict(Size.choices)
STATUSES = dict(CompanyStatus.choices)
_TONES = {status.value: status.tone for status in CompanyStatus}
MATURITY = dict(MaturityLevel.choices)


def name(company: Any) -> SafeString:
    """The name with one of its other names below: the reason why a search found it may stand there."""
    others = " · ".join(company.two_other_names)
    below = format_html('<span class="table-sub"><bdi>{}</bdi></span>', others) if others else ""
    return format_html(
        '<a class="table-link" href="{}" dir="auto">{}</a>{}', _page(company.pk), company.legal_name, below
    )


def kind(company: Any) -> Any:
    return KINDS.get(company.kind)


def seat(company: Any) -> str:
    return country(company.country)


def sector(company: Any) -> Any:
    """In words first: who reads a list does not know the standard's codes."""
    if not company.isic:
        return ""
    return format_html('{}<span class="table-sub">{}</span>', isic.title(company.isic), company.isic)


def size(company: Any) -> Any:
    return SIZES.get(company.size)


def status(company: Any) -> SafeString:
    return badge(STATUSES[company.status], _TONES[company.status])


def lead_office(company: Any) -> Any:
    return company.lead_office


def relationship_lead(company: Any) -> SafeString:
    return person(company.relationship_lead)


def tags(names: list[str] | None) -> Any:
    return format_html_join(" ", '<span class="tag">{}</span>', ((each,) for each in names or ()))


def maturity(level: str | None) -> Any:
    return MATURITY.get(level or "")


def city(company: Any) -> str:
    return company.city


def founded(company: Any) -> int | None:
    return company.founded


def website(company: Any) -> Any:
    if not company.website:
        return ""
    shown = company.website.partition("://")[2]
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', company.website, shown)


def lei(company: Any) -> str:
    return company.lei


def updated(company: Any) -> SafeString:
    return ago(company.updated_at)
