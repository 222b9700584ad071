"""Looking the parties of a screening up in all lists."""

from datetime import datetime

from django.db import transaction

from crm.accounts.models import User

from ...models import ScreenedParty, Screening
from .. import policies
from .comparing import Compared, compare, loaded_lists


@transaction.atomic
def look_up(*, screening: Screening, by: User, at: datetime) -> Compared:
    """Every party in every list, as they stand now; what was looked up already is not done again.

    Part of the caller's deed, who writes the trail. Raises Forbidden.
    """
    policies.may_look_up(by, screening).require()
    rows = ScreenedParty.objects.select_for_update(of=("self",), no_key=True).filter(screening=screening)
    parties = list(rows.order_by("pk"))
    for row in parties:
        row.screening = screening
    return compare(rows=parties, lists=loaded_lists(), at=at)
