"""What a change would touch: the clearances in force and the screenings under way that it would treat otherwise.

Asked by the very rule that proposes a rating, before anything is saved (due-diligence.md, exclusionary criteria).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..enums import Rating, ScreeningState
from ..models import Answer, AuthorityVersion, CriterionVersion, HighRiskSector, SalesActivity
from .facts import Facts
from .rating import judge, level, propose
from .recorded import Book, Subject, asked_on, portfolio, recorded
from .selectors import matching

SHOWN = 100


@dataclass(frozen=True)
class Row:
    """One that would be treated otherwise; the words before and after, with the tones of their badges."""

    subject: Subject
    before: str
    after: str
    before_tone: str = "neutral"
    after_tone: str = "neutral"


@dataclass(frozen=True)
class Touch:
    """`rows` are the first hundred; `looked_at` says among how many."""

    rows: list[Row]
    clearances: int
    under_way: int
    looked_at: int

    @property
    def left_out(self) -> int:
        return self.clearances + self.under_way - len(self.rows)


def by_criterion(fresh: CriterionVersion, *, on: date) -> Touch:
    """Rated with this version instead of the one that was answered."""
    subjects, book = portfolio(on), Book(without=fresh)
    keys = [s.screening.pk for s in subjects]
    given = Answer.objects.filter(screening__in=keys, version__criterion=fresh.criterion_id)
    answers = dict(given.values_list("screening", "value"))

    def differs(subject: Subject) -> bool:
        asked = book.questions(subject.screening.track, asked_on(subject.screening))
        former = next((q for q in asked if q.criterion_id == fresh.criterion_id), None)
        value = answers.get(subject.screening.pk, "")
        return _effect(former, value, subject) != _effect(fresh, value, subject)

    def changed(facts: Facts, subject: Subject) -> Facts:
        others = [q for q in facts.questions if q.criterion_id != fresh.criterion_id]
        return replace(facts, questions=[*others, fresh] if _asks(fresh, subject) else others)

    return _rated_otherwise(subjects, differs, changed, book)


def _asks(version: CriterionVersion, subject: Subject) -> bool:
    return not version.retired and subject.screening.track in version.tracks


def _effect(version: CriterionVersion | None, value: str, subject: Subject) -> int:
    """How far this one question lifts the rating."""
    if version is None or not _asks(version, subject):
        return Rating.LOW.level
    if not value.strip():
        return Rating.MEDIUM.level if version.mandatory else Rating.LOW.level
    finding = judge(version, value)
    return level(finding.effect) if finding else Rating.LOW.level


def by_sector(fresh: HighRiskSector, *, on: date) -> Touch:
    """Rated as if these codes were, or were no longer, of high risk."""
    subjects, book = portfolio(on), Book(without=fresh)
    sold = SalesActivity.objects.filter(screening__in=[s.screening.pk for s in subjects]).exclude(isic="")
    codes: dict[int, set[str]] = {}
    for screening, isic in sold.values_list("screening", "isic"):
        codes.setdefault(screening, set()).add(isic)

    def changed(facts: Facts, _subject: Subject) -> Facts:
        others = [s for s in facts.sectors if s.code != fresh.code]
        return replace(facts, sectors=others if fresh.retired else [*others, fresh])

    def differs(subject: Subject) -> bool:
        screening = subject.screening
        near = [fresh, *(s for s in book.sectors(asked_on(screening)) if s.code == fresh.code)]
        return any(matching(isic, near) for isic in {screening.company.isic, *codes.get(screening.pk, ())})

    return _rated_otherwise(subjects, differs, changed, book)


def _rated_otherwise(
    subjects: list[Subject],
    differs: Callable[[Subject], bool],
    changed: Callable[[Facts, Subject], Facts],
    book: Book,
) -> Touch:
    """Only those for which the one rule says something else are rated whole, before and after."""
    candidates = [subject for subject in subjects if differs(subject)]
    facts = recorded([subject.screening for subject in candidates], book)
    rows = []
    for subject in candidates:
        known = facts[subject.screening.pk]
        before, after = propose(known).rating, propose(changed(known, subject)).rating
        if before != after:
            rows.append(
                Row(subject, str(before.label), str(after.label), _tone(before), _tone(after)),
            )
    return _touch(rows, len(subjects))


def by_matrix(former: AuthorityVersion, fresh: AuthorityVersion, *, on: date) -> Touch:
    """Screenings that are not submitted yet go the new way; a frozen route and a clearance stay as they are."""
    subjects = [
        subject
        for subject in portfolio(on)
        if subject.clearance is None and subject.screening.state != ScreeningState.AWAITING_DECISION
    ]
    facts = recorded([subject.screening for subject in subjects], Book())
    ways = {version.pk: _ways(version) for version in (former, fresh)}
    rows = []
    for subject in subjects:
        rating = propose(facts[subject.screening.pk]).rating
        before, after = (ways[version.pk].get(rating, "") for version in (former, fresh))
        if before != after:
            rows.append(Row(subject, before, after))
    return _touch(rows, len(subjects))


def _ways(version: AuthorityVersion) -> dict[str, Any]:
    return {
        rule.rating: _("%(roles)s, within %(days)s working days")
        % {"roles": " → ".join(str(step.authority_label) for step in rule.steps.all()), "days": rule.working_days}
        for rule in version.rules.all()
    }


def _touch(rows: list[Row], looked_at: int) -> Touch:
    clearances = sum(1 for row in rows if row.subject.clearance)
    return Touch(rows[:SHOWN], clearances, len(rows) - clearances, looked_at)


def _tone(rating: Rating) -> str:
    return rating.value.replace("_", "-")
