"""What else than the name speaks for or against: countries, birth dates, numbers in registers."""

from collections.abc import Iterable, Iterator

from .parties import Party
from .reasons import Ledger, ReasonCode
from .weights import (
    BIRTH_DATE_DIFFERS,
    BIRTH_YEAR_DIFFERS,
    COUNTRY_DIFFERS,
    LEI_DIFFERS,
    SAME_IDENTIFIER_SCORE,
)

_FULL_DATE = len("1960-05-03")
# The one number of which a body has exactly one in its life.
_LEI = "lei"
_SHORTEST_NUMBER = 4


def weigh_evidence(ledger: Ledger, ours: Party, theirs: Party) -> None:
    _countries(ledger, ours, theirs)
    _births(ledger, ours.birth_dates, theirs.birth_dates)
    _identifiers(ledger, ours, theirs)


def _countries(ledger: Ledger, ours: Party, theirs: Party) -> None:
    if not ours.countries or not theirs.countries:
        return
    mine, yours = " ".join(sorted(ours.countries)), " ".join(sorted(theirs.countries))
    if shared := ours.countries & theirs.countries:
        same = " ".join(sorted(shared))
        ledger.add(ReasonCode.COUNTRY_SAME, same, same, 0.0)
    else:
        ledger.add(ReasonCode.COUNTRY_DIFFERS, mine, yours, COUNTRY_DIFFERS)


def _births(ledger: Ledger, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """One pair that agrees as far as both are known is enough: lists give several dates of the same person."""
    pairs = [(one, other) for one in ours for other in theirs if one and other]
    if not pairs:
        return
    for one, other in pairs:
        if _same_date(one, other):
            ledger.add(ReasonCode.BIRTH_SAME, one, other, 0.0)
            return
    one, other = min(pairs, key=lambda pair: (_years_apart(*pair), pair[0], pair[1]))
    if any(len(one) == len(other) == _FULL_DATE for one, other in pairs):
        ledger.add(ReasonCode.BIRTH_DATE_DIFFERS, one, other, BIRTH_DATE_DIFFERS)
    else:
        ledger.add(ReasonCode.BIRTH_YEAR_DIFFERS, one, other, BIRTH_YEAR_DIFFERS)


def _same_date(one: str, other: str) -> bool:
    """As far as both go; and day and month are often swapped."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared] or (
        shared == _FULL_DATE and (one[:4], one[5:7], one[8:10]) == (other[:4], other[8:10], other[5:7])
    )


def _years_apart(one: str, other: str) -> int:
    try:
        return abs(int(one[:4]) - int(other[:4]))
    except ValueError:
        return 10_000


def _identifiers(ledger: Ledger, ours: Party, theirs: Party) -> None:
    for kind in sorted(set(ours.identifiers) & set(theirs.identifiers)):
        mine, yours = (frozenset(plain_numbers(kind, party.identifiers[kind])) for party in (ours, theirs))
        if not mine or not yours:
            continue
        shared = " ".join(sorted(mine & yours))
        if shared and (kind == _LEI or not _apart(ours, theirs)):
            raised = max(0.0, SAME_IDENTIFIER_SCORE - ledger.score)
            ledger.add(ReasonCode.IDENTIFIER_SAME, shared, shared, raised, kind)
        elif not shared:
            effect = LEI_DIFFERS if kind == _LEI else 0.0
            one, other = " ".join(sorted(mine)), " ".join(sorted(yours))
            ledger.add(ReasonCode.IDENTIFIER_DIFFERS, one, other, effect, kind)


def share_number(ours: Party, theirs: Party) -> bool:
    kinds = set(ours.identifiers) & set(theirs.identifiers)
    return any(
        not set(plain_numbers(kind, ours.identifiers[kind])).isdisjoint(plain_numbers(kind, theirs.identifiers[kind]))
        for kind in kinds
    )


def _apart(ours: Party, theirs: Party) -> bool:
    """Two registers may give the same number to two companies."""
    return bool(ours.countries and theirs.countries) and not ours.countries & theirs.countries


def plain_numbers(kind: str, numbers: Iterable[str]) -> Iterator[str]:
    """Without signs and leading zeros; too short ones say nothing."""
    for number in numbers:
        plain = "".join(filter(str.isalnum, number)).upper()
        if kind != _LEI:
            plain = plain.lstrip("0")
        if len(plain) >= _SHORTEST_NUMBER:
            yield plain
