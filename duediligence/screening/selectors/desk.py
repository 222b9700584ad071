"""All that lies on the research desk of a screening, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.core.verdict import Verdict

from ...criteria.facts import NO, UNKNOWN, YES
from ...criteria.rating import Proposal, propose
from ...criteria.sentences import say_source
from ...enums import CriterionGroup, CriterionKind, HitState
from ...models import Answer, CriterionVersion, Evidence, Hit, Risk, Screening
from ...models.wording import in_reader_language
from ...watchlists.selectors import may_submit_checks
from .facts import facts_of, odd_sums

_UNKNOWN = _("Cannot be determined")


def choices_of(version: CriterionVersion) -> list[tuple[str, Any]]:
    """What can be chosen; what is typed has no choices but that it cannot be determined."""
    unknown = (UNKNOWN, _UNKNOWN)
    if version.kind == CriterionKind.YES_NO:
        return [(YES, _("Yes")), (NO, _("No")), unknown]
    named = [(each["value"], in_reader_language(SimpleNamespace(**each), "label")) for each in version.options]
    return named if UNKNOWN in dict(named) else [*named, unknown]


@dataclass(frozen=True)
class Question:
    version: CriterionVersion
    answer: Answer | None

    @property
    def code(self) -> str:
        return self.version.criterion.code

    @property
    def source(self) -> str:
        return say_source(self.version.source)

    @property
    def words(self) -> Any:
        """The answer as it is read: a yes, a share, one of the choices, or the words themselves."""
        value = self.answer.value if self.answer else ""
        if value == UNKNOWN:
            return _UNKNOWN
        if self.version.kind == CriterionKind.SHARE:
            return format_lazy("{share} %", share=value)
        return dict(choices_of(self.version)).get(value, value)


@dataclass(frozen=True)
class Group:
    value: str
    label: Any
    questions: list[Question]

    @property
    def answered(self) -> int:
        return sum(1 for each in self.questions if each.answer)

    @property
    def complete(self) -> bool:
        return all(each.answer for each in self.questions if each.version.mandatory)


@dataclass(frozen=True)
class Desk:
    screening: Screening
    proposal: Proposal
    checks: Verdict
    groups: list[Group]
    evidence: list[Evidence]
    activities: list[Any]
    odd: list[Any]
    controversies: list[Any]
    risks: list[Risk]
    parties: list[Any]
    hits: list[Hit] = field(default_factory=list)

    @property
    def open_hits(self) -> int:
        return sum(1 for hit in self.hits if hit.state == HitState.OPEN)

    @property
    def questions(self) -> list[Question]:
        return [question for group in self.groups for question in group.questions]

    @property
    def matrix(self) -> list[tuple[int, list[list[int]]]]:
        """Likelihood from 5 down to 1, and in each row the numbers of the risks at impact 1 to 5."""
        numbered = list(enumerate(self.risks, 1))
        return [
            (
                likelihood,
                [[n for n, r in numbered if (r.likelihood, r.impact) == (likelihood, impact)] for impact in _FIVE],
            )
            for likelihood in reversed(_FIVE)
        ]


_FIVE = range(1, 6)


def desk_of(screening: Screening, *, on: date, decided: bool = False) -> Desk:
    """`decided`: how recent a controversy is, is seen from the day of the submission."""
    facts = facts_of(screening, on=None if decided else on)
    activities = list(screening.activities.all())
    return Desk(
        screening=screening,
        proposal=propose(facts),
        checks=may_submit_checks(screening, on),
        groups=_groups(screening, facts.questions),
        evidence=evidence_of(screening),
        activities=activities,
        odd=odd_sums(activities),
        controversies=list(screening.controversies.select_related("theme", "noted_by")),
        risks=list(screening.risks.select_related("owner")),
        parties=parties_of(screening),
        hits=hits_of(screening),
    )


def question_of(screening: Screening, code: str, *, on: date) -> Question | None:
    facts = facts_of(screening, on=on)
    version = next((each for each in facts.questions if each.criterion.code == code), None)
    if version is None:
        return None
    return Question(version, screening.answers.filter(version=version).select_related("answered_by").first())


def evidence_of(screening: Screening) -> list[Evidence]:
    rows = screening.evidence.select_related("captured_by", "answer__version__criterion")
    return list(rows.order_by("-struck_at", "-id"))


def parties_of(screening: Screening) -> list[Any]:
    """Each with how many hits are open, and how many there are at all."""
    hits, opened = Count("hits", distinct=True), Count("hits", filter=Q(hits__state=HitState.OPEN), distinct=True)
    return list(screening.parties.annotate(hit_count=hits, open_count=opened).order_by("id"))


def hits_of(screening: Screening) -> list[Hit]:
    """Open ones first, then by score."""
    rows = Hit.objects.filter(party__screening=screening).select_related("party", "entry__watchlist", "resolved_by")
    return sorted(rows, key=lambda hit: (hit.state != HitState.OPEN, -hit.score, hit.pk))


def _groups(screening: Screening, versions: Sequence[CriterionVersion]) -> list[Group]:
    answers = {each.version_id: each for each in screening.answers.select_related("answered_by")}
    found: dict[str, list[Question]] = {}
    for version in versions:
        found.setdefault(version.criterion.group, []).append(Question(version, answers.get(version.pk)))
    return [Group(value, CriterionGroup(value).label, questions) for value, questions in found.items()]
