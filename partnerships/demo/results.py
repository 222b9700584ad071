"""What was reached: indicators, milestones, what partners answered, what was learnt."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from crm.companies.enums import Consent
from crm.companies.models import Contact
from crm.workspace.demo.moments import moment, workday

from ..enums import Stage, SurveyMoment
from ..models import (
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Lesson,
    Milestone,
    SurveyAnswer,
    SurveyInvitation,
    SurveyQuestion,
)
from .plans import Entered
from .trail import tell
from .words import COMMENTS, LANGUAGES, LESSONS, MILESTONES, NARRATIVES
from .writing import stamped

BEGUN = (Stage.ACTIVE, Stage.COMPLETED, Stage.TERMINATED)
YEAR = timedelta(days=365)


def build(entered: Sequence[Entered], *, rng: Random, today: date) -> None:
    begun = [each for each in entered if each.plan.stage in BEGUN]
    _indicators(begun, rng, today)
    _milestones(begun, rng, today)
    _lessons([each for each in begun if each.plan.stage != Stage.ACTIVE])
    _surveys(begun, rng, today)


def _signed(each: Entered) -> date:
    paper = each.plan.paper
    return paper.signed_on if paper and paper.signed_on else each.plan.moved


def _end(each: Entered, today: date) -> date:
    return today if each.plan.stage == Stage.ACTIVE else each.plan.moved


def _indicators(begun: Sequence[Entered], rng: Random, today: date) -> None:
    """A baseline, yearly targets, and what was measured every half year (domain.md section 1, P9)."""
    rows: list[Indicator] = []
    targets: list[IndicatorTarget] = []
    values: list[IndicatorValue] = []
    for place, each in enumerate(begun):
        signed, aim = _signed(each), rng.randint(3, 30) * 20
        text, unit = each.plan.indicator
        told = (("Partners who would do it again", "per cent", 0), (text, unit, aim // 10))[place % 3 == 0 :]
        for position, (words, of, baseline) in enumerate(reversed(told)):
            row = stamped(
                Indicator,
                moment(signed, 10),
                partnership=each.row,
                text=words,
                unit=of,
                baseline=baseline,
                baseline_on=signed,
                position=position,
            )
            rows.append(row)
            whole = aim if of != "per cent" else 90
            targets += [
                IndicatorTarget(indicator=row, due_on=signed + year * YEAR, value=round(whole * share))
                for year, share in ((1, 0.5), (2, 1))
            ]
            values += _values(each, row, whole, rng, today)
    Indicator.objects.bulk_create(rows)
    IndicatorTarget.objects.bulk_create(targets)
    IndicatorValue.objects.bulk_create(values)
    for value in values:
        after = {"value": str(value.value), "measured_on": value.measured_on.isoformat()}
        tell(
            moment(value.measured_on, 10),
            verb="indicator.measured",
            subject=value.indicator.partnership,
            by=value.by,
            after=after,
        )


def _values(each: Entered, row: Indicator, whole: int, rng: Random, today: date) -> Iterator[IndicatorValue]:
    reached = Decimal(row.baseline or 0)
    for half in range(1, 5):
        day = workday(_signed(each) + half * YEAR / 2)
        if day >= _end(each, today):
            return
        reached = min(Decimal(whole), reached + round(Decimal(whole) * rng.randint(12, 32) / 100))
        narrative = NARRATIVES[(half + rng.randint(0, 2)) % len(NARRATIVES)]
        yield IndicatorValue(indicator=row, measured_on=day, value=reached, narrative=narrative, by=each.plan.lead)


def _milestones(begun: Sequence[Entered], rng: Random, today: date) -> None:
    """What was due long ago is done; now and then one is late."""
    rows = []
    for each in begun:
        signed = _signed(each)
        for place, text in enumerate(MILESTONES):
            due = workday(signed + timedelta(days=30 + 95 * place))
            late = due >= today - timedelta(days=60) and rng.random() < 0.4
            done = due < _end(each, today) and not late
            if each.plan.stage != Stage.ACTIVE and not done:
                continue
            rows.append(
                stamped(
                    Milestone,
                    moment(signed, 12),
                    partnership=each.row,
                    text=text,
                    due_on=due,
                    done_on=workday(due - timedelta(days=rng.randint(0, 5))) if done else None,
                    owner=each.plan.lead,
                )
            )
    Milestone.objects.bulk_create(rows)


def _lessons(over: Sequence[Entered]) -> None:
    rows = []
    for place, each in enumerate(over):
        for step in range(1 + place % 3):
            kind, text = LESSONS[(place + 2 * step) % len(LESSONS)]
            at = moment(each.plan.moved, 14 + step)
            rows.append(stamped(Lesson, at, engagement=each.row, kind=kind, text=text, by=each.plan.lead))
    Lesson.objects.bulk_create(rows)
    for row in rows:
        tell(row.created_at, verb="lesson.noted", subject=row.engagement, by=row.by, after={"kind": row.kind})


def _surveys(begun: Sequence[Entered], rng: Random, today: date) -> None:
    """Half a year after the beginning, and at the end; most of them answered, in three languages."""
    rows: list[SurveyInvitation] = []
    for each in begun:
        contact = next((one for one in each.plan.contacts if _may_be_asked(one)), None)
        if contact is None:
            continue
        signed, end = _signed(each), _end(each, today)
        days = {SurveyMoment.START: workday(signed + YEAR / 2), SurveyMoment.MIDTERM: workday(signed + YEAR)}
        if each.plan.stage == Stage.COMPLETED:
            days[SurveyMoment.END] = end
        if each.plan.stage == Stage.ACTIVE and each.row.pk % 3 == 0:
            days[SurveyMoment.YEARLY] = workday(today - timedelta(days=5 + each.row.pk % 20))
        for about, day in days.items():
            if signed < day <= end:
                rows.append(
                    _invitation(each, contact, about, day=day, language=LANGUAGES[len(rows) % 3], rng=rng, today=today)
                )
    SurveyInvitation.objects.bulk_create(rows)
    questions = list(SurveyQuestion.objects.filter(retired=False))
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(invitation=row, question=question, value=min(5, rng.randint(2, 4) + row.pk % 2))
        for row in rows
        if row.answered_at
        for question in questions
    )
    for row in rows:
        engagement, told = row.partner.engagement, {"moment": row.moment}
        tell(row.sent_at, verb="survey.sent", subject=engagement, by=row.sent_by, after=told)
        if row.answered_at:
            tell(row.answered_at, verb="survey.answered", subject=engagement, by=None, after=told)


def _may_be_asked(contact: Contact) -> bool:
    return bool(contact.emails) and not contact.do_not_contact and contact.consent != Consent.WITHDRAWN


def _invitation(
    each: Entered, contact: Contact, about: str, *, day: date, language: str, rng: Random, today: date
) -> SurveyInvitation:
    answered = rng.random() < (0.75 if day < today - timedelta(days=20) else 0.3)
    on = min(workday(day + timedelta(days=rng.randint(3, 15))), today)
    return stamped(
        SurveyInvitation,
        moment(day, 9),
        partner=each.lead_partner,
        moment=about,
        year=day.year if about == SurveyMoment.YEARLY else 0,
        contact=contact,
        email=contact.emails[0],
        language=language,
        sent_by=each.plan.lead,
        sent_at=moment(day, 9),
        expires_on=day + timedelta(days=45),
        answered_at=moment(max(on, day), 13) if answered else None,
        comment=COMMENTS[language] if answered and rng.random() < 0.6 else "",
    )
