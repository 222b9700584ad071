"""What of donations points at companies, and moves with them in a merge."""

from django.utils.translation import gettext_lazy as _

from crm.companies.registries import MergeReference, merge_mentions, refer

from .models import Donation, Donor

# After the clearances (61): an accepted gift's clearance is of the survivor by then.
refer(MergeReference(_("Donors"), Donor, "company", asks=False), order=80)
refer(
    MergeReference(
        _("Donations"), Donation, "company", words=lambda row: f"{row.received_on:%Y-%m-%d} USD {row.given_usd}"
    ),
    order=81,
)
merge_mentions.add("donations.receipt.content", "a receipt as it was given out")
merge_mentions.add("donations.receipt.giver", "the name on a receipt as it was given out")
