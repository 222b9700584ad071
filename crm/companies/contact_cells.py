"""What the cells of the list of people show."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.core.templatetags.concord import ago, badge
from crm.listing.links import links_to

from .enums import Consent
from .models import Contact

_person, _company = links_to("companies:contact_detail"), links_to("companies:detail")
CONSENTS = dict(Consent.choices)
_TONES = {Consent.GIVEN.value: "ok", Consent.WITHDRAWN.value: "bad"}


def name(contact: Contact) -> Any:
    native = (
        format_html('<span class="table-sub"><bdi>{}</bdi></span>', contact.native_name) if contact.native_name else ""
    )
    return format_html('<a class="table-link" href="{}" dir="auto">{}</a>{}', _person(contact.pk), contact.name, native)


def companies(posts: Sequence[tuple[int, str, str]] | None) -> Any:
    links = ((_company(pk), name) for pk, name, _title in posts or ())
    return format_html_join(", ", '<a href="{}" dir="auto">{}</a>', links)


def titles(posts: Sequence[tuple[int, str, str]] | None) -> Any:
    return ", ".join(title for _pk, _company, title in posts or () if title)


def emails(addresses: Sequence[str] | None) -> Any:
    return format_html_join(", ", '<a href="mailto:{}" dir="ltr">{}</a>', ((each, each) for each in addresses or ()))


def phones(numbers: Sequence[str] | None) -> Any:
    links = ((each.replace(" ", ""), each) for each in numbers or ())
    return format_html_join(", ", '<a class="nowrap" href="tel:{}" dir="ltr">{}</a>', links)


def consent(contact: Contact) -> Any:
    if contact.do_not_contact:
        return badge(_("Do not contact"), "bad")
    return badge(CONSENTS[contact.consent], _TONES.get(contact.consent, "neutral"))


def company_names(posts: Sequence[tuple[int, str, str]]) -> str:
    return "; ".join(company for _pk, company, _title in posts)


def why_not(contact: Contact) -> str:
    return contact.do_not_contact_reason


def language(contact: Contact) -> str:
    return locale.parsed(locale.current()).languages.get(contact.language, contact.language)


def updated(contact: Contact) -> Any:
    return ago(contact.updated_at)
