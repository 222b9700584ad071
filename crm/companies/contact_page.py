"""What the page of a person shows."""

from typing import Any

from babel import Locale
from django.template.loader import render_to_string

from crm.accounts.access import access
from crm.core import locale

from . import contact_policies as policies
from .company_page import merges
from .enums import Consent
from .merge_policies import Owner, may_merge_contacts
from .models import Affiliation, Contact
from .registries import contact_panels

_TONES = {Consent.GIVEN: "ok", Consent.WITHDRAWN: "bad"}


def context(contact: Contact, user: Any, request: Any) -> dict[str, Any]:
    who = access(user)
    posts = list(Affiliation.objects.filter(contact=contact).select_related("company__lead_office"))
    present = [post for post in posts if post.until is None]
    offices = [post.company.lead_office for post in present or posts]
    return {
        "contact": contact,
        "consent_tone": _TONES.get(contact.consent, "neutral"),
        "language": Locale.parse(locale.current()).languages.get(contact.language, contact.language),
        "present": present,
        "former": [post for post in posts if post.until is not None],
        "consents": list(contact.consent_records.select_related("noted_by")),
        "panels": _panels(contact, user, request),
        "may_see_details": policies.may_see_details(who, contact),
        "may_edit": policies.may_edit_contact(who, contact),
        "may_record_consent": policies.may_record_consent(who, contact),
        "may_bin": policies.may_bin_contact(who, contact, lead_offices=offices),
        "may_merge": may_merge_contacts(who, Owner(contact, offices)),
        "merges": merges(contact),
    }


def _panels(contact: Contact, user: Any, request: Any) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "title": panel.title,
            "icon": panel.icon,
            "html": render_to_string(panel.template, {**panel.context(contact, user), "contact": contact}, request),
        }
        for key, panel in contact_panels.items()
        if panel.shown_to(user)
    ]
