"""Why two parties are as alike as the score says, as data that a page can put into any language."""

from dataclasses import dataclass
from enum import StrEnum


class ReasonCode(StrEnum):
    NAMES = "names"
    WORD_EXACT = "word_exact"
    WORD_VARIANT = "word_variant"
    WORD_KIN = "word_kin"
    WORD_SOUND = "word_sound"
    WORD_SPELLING = "word_spelling"
    WORD_ROMANISATION = "word_romanisation"
    WORD_INITIAL = "word_initial"
    WORD_JOINED = "word_joined"
    WORD_ACRONYM = "word_acronym"
    WORD_ONLY_OURS = "word_only_ours"
    WORD_ONLY_THEIRS = "word_only_theirs"
    NOTHING_EXACT = "nothing_exact"
    NO_TELLING_WORD_EXACT = "no_telling_word_exact"
    ONE_WORD_ONLY = "one_word_only"
    SIGNS_DIFFER = "signs_differ"
    SHORT_WORD_DIFFERS = "short_word_differs"
    SAME_LETTERS = "same_letters"
    ACRONYM = "acronym"
    FORM_SAME = "form_same"
    FORM_DIFFERS = "form_differs"
    WEAK_NAME = "weak_name"
    KIND_DIFFERS = "kind_differs"
    COUNTRY_SAME = "country_same"
    COUNTRY_DIFFERS = "country_differs"
    BIRTH_SAME = "birth_same"
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    IDENTIFIER_SAME = "identifier_same"
    IDENTIFIER_DIFFERS = "identifier_differs"


@dataclass(frozen=True, slots=True)
class Reason:
    """The effects of a match add up to its score. `detail`: the quality of a name, the register of a number."""

    code: ReasonCode
    ours: str
    theirs: str
    effect: float
    detail: str = ""


class Ledger:
    """Adds reasons up."""

    def __init__(self) -> None:
        self.score = 0.0
        self.reasons: list[Reason] = []

    def part(self, code: ReasonCode, ours: str, theirs: str, effect: float) -> None:
        """A part of a name, whose sum is known to lie between 0 and 1; on the way there it may not."""
        self.reasons.append(Reason(code, ours, theirs, effect))
        self.score += effect

    def add(self, code: ReasonCode, ours: str, theirs: str, effect: float, detail: str = "") -> None:
        """The sum stays between 0 and 1, so a reason may count less than it would alone."""
        moved = min(1.0, max(0.0, self.score + effect))
        self.reasons.append(Reason(code, ours, theirs, moved - self.score, detail))
        self.score = moved
