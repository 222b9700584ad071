"""The proposed rating beside the screening, so that lists and the API need not compute it."""

from crm.core import clock

from ...models import Screening
from ..selectors.facts import proposal_of


def refresh(*, screening: Screening) -> None:
    """After a deed at the desk. The screening's version stays: nobody's words were changed."""
    rating = proposal_of(screening, on=clock.today()).rating
    if screening.proposed_rating != rating:
        screening.proposed_rating = rating
        Screening.objects.filter(pk=screening.pk).update(proposed_rating=rating)
