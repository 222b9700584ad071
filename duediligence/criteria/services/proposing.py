"""The proposed rating beside a screening on the desk, which lists, filters and the API read."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from ...enums import DESK_STATES
from ...models import Screening
from ..rating import propose
from ..recorded import Book, recorded


@transaction.atomic
def refresh_proposals(*, on: date, screenings: Collection[int] | None = None) -> int:
    """Of these, or of all that lie on the desk: how many are proposed otherwise now. A fixed number of queries.

    Called wherever a rating can change without a deed at the desk: a hit is handled, a criterion or a sector is set,
    a controversy has grown old. The version stays: nobody's words were changed. A submission computes it again.
    """
    rows = Screening.objects.filter(state__in=DESK_STATES).select_related("company")
    rows = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    desks = list(rows if screenings is None else rows.filter(pk__in=screenings))
    if not desks:
        return 0
    facts = recorded(desks, Book(), on=on)
    changed = []
    for desk in desks:
        rating = propose(facts[desk.pk]).rating
        if desk.proposed_rating != rating:
            desk.proposed_rating = rating
            changed.append(desk)
    return Screening.objects.bulk_update(changed, ["proposed_rating"], batch_size=500) if changed else 0
