"""Who may do what with a person's record. Pure, like policies.py, of which this is the second half."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .enums import Consent
from .models import Contact
from .policies import answers_for, may_write, not_merged


def may_create_contact(who: Access) -> Verdict:
    return may_write(who)


def may_edit_contact(who: Access, contact: Contact) -> Verdict:
    return first_refusal(may_write(who), _kept(contact), may_see_details(who, contact))


def may_record_consent(who: Access, contact: Contact) -> Verdict:
    """Whoever hears it writes it down."""
    return first_refusal(may_write(who), _kept(contact))


def may_see_details(who: Access, contact: Contact) -> Verdict:
    """Addresses, numbers and notes of a person who withdrew consent are locked away: kept, but no longer used."""
    if contact.consent != Consent.WITHDRAWN or who.has(Role.PARTNERSHIPS) or who.reads_everything:
        return ALLOWED
    return wrong_person(
        _(
            "This person withdrew their consent. Their addresses are locked; only the partnerships team opens them, "
            "to answer the person."
        ),
        "consent_withdrawn",
    )


def may_bin_contact(who: Access, contact: Contact, *, lead_offices: Iterable[Office | None]) -> Verdict:
    """Whoever entered the person, the lead offices of their companies, the partnerships team."""
    verdict = may_write(who)
    if verdict and not _bins(who, contact, lead_offices):
        return wrong_person(
            _("Only whoever entered this person, the lead office of their company and the partnerships team do this."),
            "not_yours",
        )
    return first_refusal(verdict, _kept(contact))


def may_restore_contact(who: Access, contact: Contact, *, lead_offices: Iterable[Office | None]) -> Verdict:
    """Whoever could bin them, and whoever did."""
    verdict = may_write(who)
    if verdict and contact.binned_by_id != who.user.pk and not _bins(who, contact, lead_offices):
        return wrong_person(_("Only whoever put this person into the bin and the partnerships team restore them."))
    if verdict and not contact.binned_at:
        return wrong_moment(_("This person is not in the bin."), "not_binned")
    return first_refusal(verdict, not_merged(contact))


def _bins(who: Access, contact: Contact, lead_offices: Iterable[Office | None]) -> bool:
    if contact.created_by_id == who.user.pk or who.has(Role.PARTNERSHIPS):
        return True
    return any(answers_for(who, office) for office in lead_offices if office is not None)


def _kept(contact: Contact) -> Verdict:
    if not (verdict := not_merged(contact)):
        return verdict
    if contact.binned_at:
        return wrong_moment(_("This person is in the bin. Restore them first."), "binned")
    return ALLOWED
