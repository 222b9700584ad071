"""What the proposed rating of a screening is made from, and what looks wrong in it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.core import locale

from ...criteria.facts import Facts
from ...criteria.rating import Proposal, propose
from ...criteria.selectors import high_risk_sectors, questions
from ...enums import DESK_STATES
from ...models import CriterionVersion, SalesActivity, Screening
from ...watchlists.selectors import confirmed_standings

_WHOLE = Decimal(100)


def facts_of(screening: Screening, *, on: date | None = None) -> Facts:
    """Five queries. By the criteria that the screening was begun under; how recent a controversy is, is seen from `on`.

    Without it from the day of the submission, so that a decided screening is read for ever as it was decided.
    """
    submitted = screening.submitted_at if screening.state not in DESK_STATES else None
    day = on or (submitted or screening.state_since).date()
    begun = screening.criteria_on or day
    return Facts(
        day=day,
        questions=questions(screening.track, begun),
        answers=dict(screening.answers.values_list("version__criterion__code", "value")),
        controversies=list(screening.controversies.all()),
        activities=list(screening.activities.all()),
        isic=screening.company.isic,
        sectors=high_risk_sectors(begun),
        confirmed=list(confirmed_standings(screening)),
    )


def asked(screening: Screening, on: date) -> list[CriterionVersion]:
    """The versions that counted on the day of the request; a draft is asked what counts now."""
    return questions(screening.track, screening.criteria_on or on)


def proposal_of(screening: Screening, *, on: date | None = None) -> Proposal:
    return propose(facts_of(screening, on=on))


def odd_sums(activities: Iterable[SalesActivity]) -> list[Any]:
    """Shares that add up to more than everything, year by year: a sentence for each."""
    sums: dict[int | None, Decimal] = {}
    for each in activities:
        if each.share_percent is not None:
            sums[each.year] = sums.get(each.year, Decimal(0)) + each.share_percent
    return [_too_much(year, total) for year, total in sums.items() if total > _WHOLE]


def _too_much(year: int | None, total: Decimal) -> Any:
    share = locale.number(total, locale.current())
    if year is None:
        return format_lazy(_("The shares of sales add up to {share} %. Look at them again."), share=share)
    text = _("The shares of sales of {year} add up to {share} %. Look at them again.")
    return format_lazy(text, year=year, share=share)
