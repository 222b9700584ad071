"""What the services will refuse of a draft, asked of the very checks that they make."""

from datetime import date

from crm.rates.money import Money
from crm.rates.selectors import convert

from ..agreements.services import agreements
from ..engagements.services import collaborations, partnerships
from ..funding.services import writing as funding
from ..models import Agreement, Contribution
from .drafts import Draft, agreement_changes, collaboration_data, contribution_data, has_agreement, partnership_data


def check(draft: Draft, *, on: date) -> Money | None:
    """Answers what is pledged. Raises ValidationError by field."""
    if draft.is_partnership:
        partnerships.check(partnership_data(draft))
    else:
        collaborations.check(collaboration_data(draft))
    if has_agreement(draft.values):
        agreements.check(Agreement(**agreement_changes(draft)), on=on)
    given = contribution_data(draft)
    if given is None:
        return None
    data, instalments = given
    funding.fill(row=Contribution(), data=data, on=on)
    for part in instalments:
        funding.check_instalment(part, on=on)
    return convert(data.amount, data.currency, on=data.pledged_on, field="pledged")
