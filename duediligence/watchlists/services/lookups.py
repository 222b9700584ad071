"""Looking the parties of a screening up in all lists."""

from datetime import datetime

from django.db import transaction

from crm.accounts.models import User

from ...clearances.services.heeding import heed_confirmed_hits
from ...models import ScreenedParty, Screening
from .. import policies
from .comparing import Compared, compare, loaded_lists


@transaction.atomic
def look_up(*, screening: Screening, by: User, at: datetime) -> Compared:
    """Every party in every list, as they stand now; what was looked up already is not done again.

    A confirmation that is taken over from another screening reaches the company's clearances at once.
    Part of the caller's deed, who writes the trail. Raises Forbidden.
    """
    policies.may_look_up(by, screening).require()
    rows = ScreenedParty.objects.select_for_update(of=("self",), no_key=True).filter(screening=screening)
    parties = list(rows.order_by("pk"))
    for row in parties:
        row.screening = screening
    found = compare(rows=parties, lists=loaded_lists(), at=at)
    heed_confirmed_hits(companies=[screening.company_id], at=at)
    return found
