"""Who enters and changes donors, and who reads the personal data of private ones. Pure."""

from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .. import rights
from ..enums import DonorKind
from ..models import Donor


def may_work(held: Access) -> Verdict:
    """Auditors and administrators change nothing here; who directs a region or the organisation enters no gifts."""
    if rights.kept_offices(held):
        return ALLOWED
    return wrong_person(_("Donations are entered by the staff of the office or hub that received them."))


def may_keep_for(held: Access, office_id: int) -> Verdict:
    if rights.keeps(held, office_id):
        return ALLOWED
    text = _("You can enter donations and donors only for an office or hub in which you hold a role.")
    return first_refusal(may_work(held), wrong_person(text, "not_your_office"))


def may_read_details(held: Access, donor: Donor, office_ids: frozenset[int]) -> Verdict:
    """Personal data are for those who look after the donor (domain.md section 6, privacy): the offices to which they
    gave (`office_ids`), the partnerships team, auditors.
    """
    if donor.kind == DonorKind.COMPANY or rights.reads_all(held):
        return ALLOWED
    if rights.kept_offices(held) & {donor.office_id, *office_ids}:
        return ALLOWED
    return wrong_person(_("Who a private donor is, only the offices read to which they gave."), "personal_data")


def may_change(held: Access, donor: Donor, office_ids: frozenset[int]) -> Verdict:
    """Whoever reads the details and works; what was erased stays so."""
    return first_refusal(
        may_work(held),
        may_read_details(held, donor, office_ids),
        _not_erased(donor),
        ALLOWED
        if rights.keeps(held, donor.office_id) or rights.kept_offices(held) & office_ids
        else wrong_person(
            _("The offices to which this donor gave keep the entry. Ask one of them."), "not_your_office"
        ),
    )


def may_change_company(relied_on: bool) -> Verdict:
    """A gift that was accepted under a clearance stays with the company that was cleared."""
    if not relied_on:
        return ALLOWED
    text = _(
        "A gift of this donor was accepted under the clearance of that entry. It stays; enter a new donor instead."
    )
    return wrong_moment(text, "clearance_relied_on")


def _not_erased(donor: Donor) -> Verdict:
    if donor.erased_at is None:
        return ALLOWED
    return wrong_moment(_("The personal data of this donor were erased. Enter a new donor for a new gift."), "erased")
