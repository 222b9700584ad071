"""Which record's word stands about a person: where one is stricter about their data, that one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import Consent
from ..models import Contact
from .fields import BOTH, SOURCE, TARGET, Choice, both_of, choose, fixed, joined

OPEN = ("name", "native_name", "language", "notes")
# Whoever withdrew their consent to one of two records meant the person. "Not asked" says nothing against a consent.
_STRICTNESS = (Consent.WITHDRAWN, Consent.GIVEN, Consent.UNKNOWN)


def choices_between(source: Contact, target: Contact, wanted: Mapping[str, str]) -> list[Choice]:
    """In the order of the page. Raises ValidationError where `wanted` asks for what a rule decides."""
    name, native_name, language, notes = (
        choose(
            field,
            both_of(source, target, [field]),
            wanted.get(field),
            text=field == "notes",
            both=True,
        )
        for field in OPEN
    )
    lists = (_all_of(field, source, target, wanted.get(field)) for field in ("emails", "phones"))
    return [
        name,
        native_name,
        *lists,
        language,
        _consent(source, target, wanted.get("consent")),
        _do_not_contact(source, target, wanted.get("do_not_contact")),
        notes,
    ]


def _all_of(field: str, source: Contact, target: Contact, wanted: str | None) -> Choice:
    values: dict[str, dict[str, Any]] = both_of(source, target, [field])
    ours, theirs = values[TARGET][field], values[SOURCE][field]
    known = {each.casefold() for each in ours}
    values[BOTH] = {field: [*ours, *(each for each in theirs if each.casefold() not in known)]}
    return fixed(field, values, BOTH, wanted, _("All of both are kept."))


def _consent(source: Contact, target: Contact, wanted: str | None) -> Choice:
    values = both_of(source, target, ["consent"])
    stricter = min((target.consent, source.consent), key=lambda each: _STRICTNESS.index(Consent(each)))
    stands = TARGET if target.consent == stricter else SOURCE
    return fixed(
        "consent", values, stands, wanted, _("A consent that was withdrawn stays so; one that was given counts.")
    )


def _do_not_contact(source: Contact, target: Contact, wanted: str | None) -> Choice:
    values = both_of(source, target, ["do_not_contact", "do_not_contact_reason"])
    if source.do_not_contact and target.do_not_contact:
        reason = joined(target.do_not_contact_reason, source.do_not_contact_reason, 200)
        values[BOTH] = {"do_not_contact": True, "do_not_contact_reason": reason}
    stands = BOTH if BOTH in values else SOURCE if source.do_not_contact else TARGET
    return fixed("do_not_contact", values, stands, wanted, _("“Do not contact” stays: a merge does not take it back."))
