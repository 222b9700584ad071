"""The parts of a name's score, word by word, so that they add up to it."""

from .alignment import Pair
from .likeness import Likeness
from .name_score import Judgement
from .normalise import NormalName
from .reasons import Ledger, ReasonCode
from .weights import ACRONYM_SCORE

_WORD: dict[Likeness, ReasonCode] = {
    Likeness.EXACT: ReasonCode.WORD_EXACT,
    Likeness.VARIANT: ReasonCode.WORD_VARIANT,
    Likeness.KIN: ReasonCode.WORD_KIN,
    Likeness.SOUND: ReasonCode.WORD_SOUND,
    Likeness.SPELLING: ReasonCode.WORD_SPELLING,
    Likeness.ROMANISATION: ReasonCode.WORD_ROMANISATION,
    Likeness.INITIAL: ReasonCode.WORD_INITIAL,
    Likeness.JOINED: ReasonCode.WORD_JOINED,
    Likeness.ACRONYM: ReasonCode.WORD_ACRONYM,
}


def explain(ledger: Ledger, judgement: Judgement, one: NormalName, other: NormalName) -> None:
    _pairs(ledger, judgement)
    _missing(ledger, judgement)
    _limits(ledger, judgement, one, other)


def _pairs(ledger: Ledger, judgement: Judgement) -> None:
    """Each pair's share of the agreement, less what its doubt costs all of them."""
    for pair, doubt in zip(judgement.alignment.pairs, judgement.doubts, strict=True):
        ours, theirs = _texts(judgement, pair)
        effect = pair.weight * pair.alike / judgement.held - _lost(judgement) * doubt
        ledger.part(_WORD[pair.how], ours, theirs, effect)


def _lost(judgement: Judgement) -> float:
    """By how much one unit of what speaks against lowers the score of the words."""
    against = judgement.against
    return (judgement.agreed / judgement.held - judgement.words_score) / against if against else 0.0


def _texts(judgement: Judgement, pair: Pair) -> tuple[str, str]:
    ours = " ".join(judgement.ours.words[i].text for i in pair.ours)
    return ours, " ".join(judgement.theirs.words[i].text for i in pair.theirs)


def _missing(ledger: Ledger, judgement: Judgement) -> None:
    left = [judgement.ours.words[i].text for i in judgement.alignment.ours_left]
    right = [judgement.theirs.words[i].text for i in judgement.alignment.theirs_left]
    if not left and not right:
        return
    cost = _lost(judgement) * (judgement.extra + judgement.numbers + judgement.both) if judgement.held else 0.0
    each = -cost / (len(left) + len(right))
    for word in left:
        ledger.part(ReasonCode.WORD_ONLY_OURS, word, "", each)
    for word in right:
        ledger.part(ReasonCode.WORD_ONLY_THEIRS, "", word, each)


def _limits(ledger: Ledger, judgement: Judgement, one: NormalName, other: NormalName) -> None:
    if judgement.factor < 1.0:
        code = ReasonCode.ONE_WORD_ONLY if judgement.single else ReasonCode.NOTHING_EXACT
        ledger.part(code, one.text, other.text, ledger.score * (judgement.factor - 1.0))
    if judgement.sign_limit < ledger.score:
        ledger.part(ReasonCode.SIGNS_DIFFER, one.text, other.text, judgement.sign_limit - ledger.score)
    if judgement.word_limit < ledger.score:
        ledger.part(ReasonCode.SHORT_WORD_DIFFERS, one.text, other.text, judgement.word_limit - ledger.score)
    if judgement.letters > ledger.score:
        ledger.part(ReasonCode.SAME_LETTERS, one.text, other.text, judgement.letters - ledger.score)
    if judgement.acronym and ledger.score < ACRONYM_SCORE:
        ledger.part(ReasonCode.ACRONYM, one.text, other.text, ACRONYM_SCORE - ledger.score)
    if judgement.near_limit < ledger.score:
        limit = judgement.near_limit - ledger.score
        ledger.part(ReasonCode.NO_TELLING_WORD_EXACT, one.text, other.text, limit)
    if one.legal_form and other.legal_form:
        code = ReasonCode.FORM_SAME if one.legal_form == other.legal_form else ReasonCode.FORM_DIFFERS
        ledger.add(code, one.legal_form, other.legal_form, -judgement.form)
