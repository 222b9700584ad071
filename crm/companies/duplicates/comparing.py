"""How alike two records are: the name core's answer, and what only the register knows beside it.

Whatever stands here decides what an officer reads first. Two records of one group, by its tree, are no duplicates: they
were entered as two on purpose. A shared website or mailbox supports a name and never stands for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from crm.core.names.company_words import rank_of
from crm.core.names.enums import Kind
from crm.core.names.reasons import ReasonCode
from crm.core.names.scoring import Match, compare, may_reach
from crm.core.names.weights import COUNTRY_DIFFERS, STRONG_FROM
from crm.core.names.written import as_written

from ..enums import RegistrationKind
from .contents import CompanyContent, ContactContent
from .hosts import is_desk
from .parties import company_party, company_words, contact_party, ordered_words

STRONG = STRONG_FROM
# From here on a pair stands in the queue, and a warning is given while somebody types. Two people of one name at two
# companies are many: whoever types may know whether one of them moved, the queue would only grow.
COMPANIES_FROM = PEOPLE_TYPED_FROM = 0.70
PEOPLE_FROM = 0.80

SAME_HOST = 0.05
SISTER_WORD = -0.15
SISTER_FORM = -0.12
SISTER_BRAND = -0.25
OTHER_NUMBER = -0.2
SAME_ADDRESS = 0.95
SAME_NUMBER = 0.08
SAME_COMPANY = 0.1
OTHER_COMPANY = -0.25
# How alike names must be before an address that both have makes one person of them: Ana and Anna, not Ana and Omar.
NAME_TO_SHARE = 0.5


# In the detail of the names: they are not the two legal ones.
OTHER_NAME = "other_name"
_ONE_SIDED = frozenset({ReasonCode.WORD_ONLY_OURS, ReasonCode.WORD_ONLY_THEIRS})
_OF_WORDS = frozenset({*(str(code) for code in ReasonCode if code.startswith("word_")), "sister_word", "sister_brand"})
# A place or "Group" may well be left out by whoever writes the name again.
_TELLING = frozenset({"ordinary", "sector"})


@dataclass(frozen=True)
class Likeness:
    """`reasons` are JSON-ready: code, ours, theirs, effect, detail (docs/duplicates.md)."""

    score: float
    reasons: tuple[dict[str, Any], ...]

    @property
    def strong(self) -> bool:
        return self.score >= STRONG

    def with_evidence(self, code: str, effect: float, ours: str, theirs: str) -> "Likeness":
        reason = {"code": code, "ours": ours, "theirs": theirs, "effect": round(effect, 3), "detail": ""}
        return replace(self, score=_bounded(self.score + effect), reasons=(*self.reasons, reason))

    def in_their_words(self, ours: Sequence[str], theirs: Sequence[str], kind: Kind) -> "Likeness":
        """With each side's words as it writes them, not as they were compared."""
        reasons = tuple(
            {
                **each,
                "ours": as_written(each["ours"], [*ours, *theirs], kind),
                "theirs": as_written(each["theirs"], [*theirs, *ours], kind),
            }
            if each["code"] in _OF_WORDS
            else each
            for each in self.reasons
        )
        return replace(self, reasons=reasons)


def _texts(compared: str, company: CompanyContent) -> list[str]:
    """Its names, the one that was compared first."""
    return [compared, company.legal_name, *(name for _kind, name in company.names)]


def companies_alike(ours: CompanyContent, theirs: CompanyContent, least: float = COMPANIES_FROM) -> Likeness | None:
    """None where they are less alike than `least`, from which on they are worth asking about."""
    one, other = company_party(ours), company_party(theirs)
    if one.kind != other.kind or _is_parent(ours, theirs) or _is_parent(theirs, ours):
        return None
    same_host = bool(ours.host) and ours.host == theirs.host
    apart = bool(ours.country and theirs.country) and ours.country != theirs.country
    if not may_reach(one, other, least - same_host * SAME_HOST - apart * COUNTRY_DIFFERS):
        return None
    match = compare(one, other)
    if match.score < least - same_host * SAME_HOST:
        return None
    codes = {each.code for each in match.reasons}
    named = (match.reasons[0].ours, match.reasons[0].theirs)
    by_other_name = named != (ours.legal_name, theirs.legal_name)
    found = _told(match, detail=OTHER_NAME if by_other_name else "")
    if same_host:
        found = found.with_evidence("host_same", SAME_HOST, ours.host, theirs.host)
    if not same_host and ReasonCode.IDENTIFIER_SAME not in codes:
        found = _as_brand(found, ours, theirs) if by_other_name else _as_sisters(found, match)
        found = _by_number(found, match)
    if found.score < least:
        return None
    return found.in_their_words(_texts(named[0], ours), _texts(named[1], theirs), one.kind)


def _as_sisters(found: Likeness, match: Match) -> Likeness:
    """What tells sister companies apart: "Heron" and "Heron Energy", "Heron AG" and "Heron GmbH".

    On a watch list such a pair is worth a look; in a register of companies it is usually two.
    """
    words = [each.ours or each.theirs for each in match.reasons if each.code in _ONE_SIDED]
    if telling := [word for word in words if rank_of(word) in _TELLING]:
        found = found.with_evidence("sister_word", _of_sister_word(found, match), telling[0], telling[0])
    forms = [each for each in match.reasons if each.code == ReasonCode.FORM_DIFFERS]
    if forms:
        found = found.with_evidence("sister_form", SISTER_FORM, forms[0].ours, forms[0].theirs)
    return found


def _of_sister_word(found: Likeness, match: Match) -> float:
    """People shorten a name at its end ("Heron" for "Heron Circuits"): in one country that is worth a look, at the end
    of the queue and never strong. A word before the name makes another one ("Grey Heron")."""
    if found.score < COMPANIES_FROM or ReasonCode.COUNTRY_SAME not in {each.code for each in match.reasons}:
        return SISTER_WORD
    short, long = sorted((ordered_words(match.reasons[0].ours), ordered_words(match.reasons[0].theirs)), key=len)
    begun = long[: len(short)] == short and any(rank_of(word) in _TELLING for word in short)
    return max(SISTER_WORD, COMPANIES_FROM - found.score) if begun else SISTER_WORD


def _by_number(found: Likeness, match: Match) -> Likeness:
    """In its country's register a company has one number; what else numbers companies may number one twice."""
    for each in match.reasons:
        if each.code == ReasonCode.IDENTIFIER_DIFFERS and each.detail.startswith(RegistrationKind.NATIONAL):
            return found.with_evidence("national_number_differs", OTHER_NUMBER, each.ours, each.theirs)
    return found


def _as_brand(found: Likeness, ours: CompanyContent, theirs: CompanyContent) -> Likeness:
    """Companies of a group trade under one name: "Heron Foods" and "Heron Energy", both "Heron"."""
    words = company_words(ours.legal_name), company_words(theirs.legal_name)
    here, there = ([word for word in words[i] - words[1 - i] if rank_of(word) in _TELLING] for i in (0, 1))
    if words[0] & words[1] and here and there:
        return found.with_evidence("sister_brand", SISTER_BRAND, here[0], there[0])
    return found


def _is_parent(ours: CompanyContent, theirs: CompanyContent) -> bool:
    return theirs.parent is not None and theirs.parent == ours.id


def contacts_alike(ours: ContactContent, theirs: ContactContent, least: float = PEOPLE_TYPED_FROM) -> Likeness | None:
    """Down to what is worth a word to somebody who types; the queue asks for more."""
    known = set(map(str.casefold, theirs.emails))
    emails = [each for each in ours.emails if each.casefold() in known and not is_desk(each)]
    phones = [each for each in ours.phones if each in theirs.phones]
    lift = SAME_NUMBER * bool(phones) + _of_companies(ours, theirs)
    needed = NAME_TO_SHARE if emails else max(NAME_TO_SHARE, round(least - lift, 4))
    one, other = contact_party(ours), contact_party(theirs)
    if needed > 1.0 or not may_reach(one, other, needed):
        return None
    found = _told(compare(one, other))
    if found.score < NAME_TO_SHARE:
        return None
    if emails:
        lift = max(0.0, SAME_ADDRESS - found.score)
        found = found.with_evidence("email_same", lift, emails[0], emails[0])
    if phones:
        found = found.with_evidence("phone_same", SAME_NUMBER, phones[0], phones[0])
    if effect := _of_companies(ours, theirs):
        found = found.with_evidence("company_same" if effect > 0 else "company_differs", effect, "", "")
    if found.score < least:
        return None
    return found.in_their_words([ours.name, ours.native_name], [theirs.name, theirs.native_name], Kind.PERSON)


def _of_companies(ours: ContactContent, theirs: ContactContent) -> float:
    """People move: a company that one has left and the other works at speaks for neither."""
    if set(ours.companies) & set(theirs.companies):
        return SAME_COMPANY
    known, other = {*ours.companies, *ours.former}, {*theirs.companies, *theirs.former}
    return OTHER_COMPANY if known and other and not known & other else 0.0


def _told(match: Match, detail: str = "") -> Likeness:
    """`detail` goes to the names."""
    reasons = tuple(
        {
            "code": str(each.code),
            "ours": each.ours,
            "theirs": each.theirs,
            "effect": round(each.effect, 3),
            "detail": detail if each.code == ReasonCode.NAMES else each.detail,
        }
        for each in match.reasons
    )
    return Likeness(round(match.score, 4), reasons)


def _bounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 4)
