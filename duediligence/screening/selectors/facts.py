"""What the rating of a screening is proposed from, read from its desk as it stands."""

from datetime import date

from ...criteria.facts import Facts
from ...criteria.selectors import high_risk_sectors, questions
from ...enums import HitState
from ...models import Hit, Screening


def facts_of(screening: Screening, *, on: date | None = None) -> Facts:
    """By the criteria that the screening was begun under; how recent a controversy is, is seen from `on`.

    `on` is the day of submission once there is one, so that a decided screening is read as it was decided.
    """
    asked = screening.criteria_on or screening.created_at.date()
    submitted = screening.submitted_at.date() if screening.submitted_at else None
    day = on or submitted or screening.state_since.date()
    return Facts(
        day=day,
        questions=questions(screening.track, asked),
        answers=dict(screening.answers.values_list("version__criterion__code", "value")),
        controversies=list(screening.controversies.all()),
        activities=list(screening.activities.all()),
        isic=screening.company.isic,
        sectors=high_risk_sectors(asked),
        confirmed=_confirmed(screening),
    )


def _confirmed(screening: Screening) -> list[str]:
    """The standings of the lists on which a hit of one of its parties is confirmed."""
    hits = Hit.objects.filter(party__screening=screening, state=HitState.CONFIRMED)
    return sorted(set(hits.values_list("entry__watchlist__standing", flat=True)))
