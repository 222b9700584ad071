"""The proposed rating: rules as data, the highest wins (due-diligence.md, proposed rating). Pure."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from crm.core.dates import years_before

from ..enums import CriterionKind, Effect, ListStanding, Rating, Severity
from ..models import CriterionVersion, HighRiskSector
from .facts import NO, UNKNOWN, YES, Facts, per_cent
from .selectors import matching

AGENCY = "Agency setting"
CONTROVERSY_YEARS = 3
STATE_CONTROL = Decimal(50)
_CONTROVERSIES = {
    Severity.SEVERE: Effect.VERY_HIGH,
    Severity.SERIOUS: Effect.HIGH,
    Severity.MODERATE: Effect.MEDIUM,
}
_HITS = {
    ListStanding.UN: (Effect.EXCLUDED, "hit_un", "United Nations Security Council"),
    ListStanding.OTHER: (Effect.VERY_HIGH, "hit_other", AGENCY),
}


@dataclass(frozen=True)
class Finding:
    """What lifts the rating to at least `effect`, by which rule (`code`), from which source.

    `params` are plain values, so that a finding can be stored and read again years later; see `sentences.say`.
    """

    code: str
    effect: str
    params: dict[str, Any] = field(default_factory=dict)
    source: str = AGENCY

    @property
    def level(self) -> int:
        return level(self.effect)

    @property
    def effect_label(self) -> str:
        return str(Effect(self.effect).label)

    @property
    def effect_tone(self) -> str:
        return self.effect.replace("_", "-")

    def stored(self) -> dict[str, Any]:
        """As JSON; `Finding(**stored)` is it again."""
        return asdict(self)


@dataclass(frozen=True)
class Proposal:
    """The rating, and the findings that made it, the gravest first."""

    rating: Rating
    findings: list[Finding]

    @property
    def not_determinable(self) -> bool:
        """Whether something that makes it high could not be found out: the decision then takes a justification."""
        return any(f.code == "not_determinable" and f.level >= Rating.HIGH.level for f in self.findings)


def rating_of_hit(standing: str) -> Rating:
    """What a confirmed hit on a list of this standing makes a company at least."""
    effect, _code, _source = _HITS[ListStanding(standing)]
    return Rating(effect)


def level(effect: str) -> int:
    return Rating.LOW.level if effect == Effect.NONE else Rating(effect).level


def propose(facts: Facts) -> Proposal:
    """Low unless a finding says more; a finding more never makes it lower."""
    found = [*_answers(facts), *_hits(facts), *_controversies(facts), *_state(facts), *_sectors(facts)]
    findings = sorted(found, key=lambda finding: -finding.level)
    return Proposal(Rating(findings[0].effect) if findings else Rating.LOW, findings)


def _answers(facts: Facts) -> Iterator[Finding]:
    for version in facts.questions:
        value = facts.answers.get(version.criterion.code, "").strip()
        finding = judge(version, value) if value else _unanswered(version)
        if finding:
            yield finding


def judge(version: CriterionVersion, value: str) -> Finding | None:
    """What one answer does under one version of its criterion."""
    if value == UNKNOWN:
        return _finding(version, "not_determinable", version.unknown_effect)
    if version.kind == CriterionKind.SHARE:
        return _share(version, value)
    if version.kind == CriterionKind.YES_NO and value in (YES, NO):
        return _finding(version, f"answered_{value}", version.yes_effect if value == YES else version.no_effect)
    if version.kind == CriterionKind.CHOICE:
        chosen = next((option for option in version.options if option["value"] == value), None)
        return _finding(version, "answered_choice", chosen["effect"], choice=_labels(chosen)) if chosen else None
    return None


def _share(version: CriterionVersion, value: str) -> Finding | None:
    share = per_cent(value)
    if share is None:
        return None
    rungs = [
        (Effect.EXCLUDED, version.excluded_above, lambda limit: share > limit),
        (Effect.VERY_HIGH, version.very_high_from, lambda limit: share >= limit),
        (Effect.HIGH, version.high_above, lambda limit: share > limit),
    ]
    for effect, limit, passed in rungs:
        if limit is not None and passed(limit):
            return _finding(version, f"share_{effect}", effect, share=_plain(share), limit=_plain(limit))
    return None


def _unanswered(version: CriterionVersion) -> Finding | None:
    return _finding(version, "unanswered", Effect.MEDIUM, source=AGENCY) if version.mandatory else None


def _hits(facts: Facts) -> Iterator[Finding]:
    for standing in sorted(set(facts.confirmed)):
        effect, code, source = _HITS[ListStanding(standing)]
        yield Finding(code, effect, {"hits": list(facts.confirmed).count(standing)}, source)


def _controversies(facts: Facts) -> Iterator[Finding]:
    """Those on or after the same day three years ago; one that is dated ahead counts, too."""
    since = years_before(facts.day, CONTROVERSY_YEARS)
    for each in facts.controversies:
        if each.happened_on >= since and (effect := _CONTROVERSIES.get(Severity(each.severity))):
            params = {"severity": each.severity, "on": _iso(each.happened_on)}
            yield Finding("controversy", effect, params)


def _state(facts: Facts) -> Iterator[Finding]:
    """What is not determinable of a state under sanctions is taken for more than half."""
    if not facts.state_under_sanctions:
        return
    share = facts.state_share
    if share is None or share > STATE_CONTROL:
        params = {"share": None if share is None else _plain(share), "limit": _plain(STATE_CONTROL)}
        yield Finding("state_owned", Effect.HIGH, params)


def _sectors(facts: Facts) -> Iterator[Finding]:
    """Of the company itself, and of what it sells; each sector once."""
    sold = [activity.isic for activity in facts.activities if activity.share_percent != 0]
    named: dict[str, tuple[str, HighRiskSector]] = {}
    for isic in (facts.isic, *sold):
        if sector := matching(isic, facts.sectors):
            named.setdefault(sector.code, (isic, sector))
    for isic, sector in named.values():
        yield Finding("sector", Effect.MEDIUM, {"isic": isic, "sector": _texts(sector, "name")}, sector.source)


def _finding(version: CriterionVersion, code: str, effect: str, *, source: str = "", **params: Any) -> Finding | None:
    if level(effect) == Rating.LOW.level:
        return None
    asked = {"criterion": version.criterion.code, "version": version.number, "question": _texts(version, "text")}
    return Finding(code, effect, asked | params, source or version.source)


def _texts(record: Any, name: str) -> dict[str, str]:
    """In all three languages: who reads a finding later may read another one than today's."""
    return {language: getattr(record, f"{name}_{language}") for language in ("en", "fr", "es")}


def _labels(option: dict[str, Any]) -> dict[str, str]:
    return {language: option[f"label_{language}"] for language in ("en", "fr", "es")}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _iso(day: date) -> str:
    return day.isoformat()
