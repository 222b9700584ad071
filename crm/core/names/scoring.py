"""How surely two parties are the same, and why. Nothing is confirmed or cleared by it: a person decides."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from .enums import Kind, Quality
from .evidence import share_number, weigh_evidence
from .explain import explain
from .name_score import judge, name_score, reaches
from .normalise import normalise
from .parties import Party, PartyName
from .reasons import Ledger, Reason, ReasonCode
from .weights import CANDIDATE_FROM, STRONG_FROM, WEAK_NAME_LIMIT

__all__ = ["Match", "Strength", "best_names", "compare", "may_reach", "name_score", "strength_of"]


class Strength(StrEnum):
    NONE = "none"
    CANDIDATE = "candidate"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Match:
    score: float
    strength: Strength
    reasons: tuple[Reason, ...]


def compare(ours: Party, theirs: Party) -> Match:
    """The pair of names that agrees best, then what else is known of both."""
    ledger = Ledger()
    if ours.kind is not theirs.kind:
        ledger.add(ReasonCode.KIND_DIFFERS, ours.kind, theirs.kind, 0.0)
        return Match(0.0, Strength.NONE, tuple(ledger.reasons))
    if found := best_names(ours, theirs):
        _, mine, yours = found
        _explain_names(ledger, mine, yours, ours.kind)
    weigh_evidence(ledger, ours, theirs)
    return Match(ledger.score, strength_of(ledger.score, ours.kind), tuple(ledger.reasons))


def may_reach(ours: Party, theirs: Party, least: float) -> bool:
    """Whether a comparison can end at `least` or more. A number in common may lift it, all else only lowers it: what
    the names do not reach is told without weighing the rest."""
    if ours.kind is not theirs.kind:
        return least <= 0.0
    if share_number(ours, theirs):
        return True
    return any(
        reaches(normalise(mine.text, ours.kind), normalise(yours.text, theirs.kind), least)
        for mine, yours in product(ours.names, theirs.names)
    )


def strength_of(score: float, kind: Kind) -> Strength:
    if score >= STRONG_FROM:
        return Strength.STRONG
    return Strength.CANDIDATE if score >= CANDIDATE_FROM[kind] else Strength.NONE


def best_names(ours: Party, theirs: Party) -> tuple[float, PartyName, PartyName] | None:
    """Among pairs that agree equally well, the one of strong names; None where a side has no name."""
    best: tuple[float, bool, PartyName, PartyName] | None = None
    for mine, yours in product(ours.names, theirs.names):
        weak = Quality.WEAK in {mine.quality, yours.quality}
        score = name_score(normalise(mine.text, ours.kind), normalise(yours.text, theirs.kind))
        score = min(score, WEAK_NAME_LIMIT) if weak else score
        if best is None or (score, not weak) > best[:2]:
            best = (score, not weak, mine, yours)
    return best and (best[0], best[2], best[3])


def _explain_names(ledger: Ledger, mine: PartyName, yours: PartyName, kind: Kind) -> None:
    one, other = normalise(mine.text, kind), normalise(yours.text, kind)
    ledger.add(ReasonCode.NAMES, mine.text, yours.text, 0.0, _worse(mine, yours))
    if judgement := judge(one, other):
        explain(ledger, judgement, one, other)
    if _worse(mine, yours) is Quality.WEAK:
        ledger.add(ReasonCode.WEAK_NAME, mine.text, yours.text, min(0.0, WEAK_NAME_LIMIT - ledger.score))


def _worse(one: PartyName, other: PartyName) -> Quality:
    return Quality.WEAK if Quality.WEAK in {one.quality, other.quality} else Quality.STRONG
