"""Invented company names, as many as wanted and always the same ones: several languages, scripts, legal forms.

Words follow a falling frequency, as in a real register: a few hundred trades and places that everybody uses, tens of
thousands of coined words that few do. No two names have the same words.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.names.words import COMMON, FAMILIES, FORMS, HANGUL, HANZI, KANA, PLACES, SYLLABLES, TRADES

COINED = 60_000
OTHER_SCRIPT = 0.07


@dataclass(frozen=True, slots=True)
class Invented:
    """`words` are the name without its legal form; `before` says that the form stands in front."""

    words: tuple[str, ...]
    form: str
    before: bool = False
    script: str = "latin"

    @property
    def name(self) -> str:
        return write(self.words, self.form, before=self.before, script=self.script)


def write(words: tuple[str, ...], form: str, *, before: bool = False, script: str = "latin") -> str:
    blank = "" if script in ("han", "kana") else " "
    plain = blank.join(words)
    if not form:
        return plain
    return f"{form}{blank}{plain}" if before else f"{plain}{blank}{form}"


def invent(count: int, *, seed: int = 1) -> Iterator[Invented]:
    """`count` names with different words."""
    maker, seen = _Maker(random.Random(seed)), set[tuple[str, ...]]()
    while len(seen) < count:
        made = maker.one()
        key = tuple(word.casefold() for word in made.words)
        if key not in seen:
            seen.add(key)
            yield made


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.languages = sorted(SYLLABLES)
        self.coined = {each: self._coin(each) for each in self.languages}

    def _coin(self, language: str) -> list[str]:
        """Words from a language's syllables; the first of the list are used far more often."""
        starts, middles, ends = SYLLABLES[language]
        made: dict[str, None] = {}
        while len(made) < COINED // len(self.languages):
            middle = "".join(self.rng.choice(middles) for _ in range(self.rng.choice((0, 1, 1, 2))))
            made[(self.rng.choice(starts) + middle + self.rng.choice(ends)).capitalize()] = None
        return list(made)

    def _word(self, words: list[str]) -> str:
        """The n-th word is drawn about 1/sqrt(n) as often as the first."""
        return words[int(len(words) * self.rng.random() ** 2)]

    def one(self) -> Invented:
        if self.rng.random() < OTHER_SCRIPT:
            return self._foreign()
        language = self.rng.choice(self.languages)
        form, before = self.rng.choice(FORMS[language])
        return Invented(tuple(self._words(language).split()), form, before)

    def _words(self, language: str) -> str:
        coin, trade = self._word(self.coined[language]), self.rng.choice(TRADES[language])
        place, family = self.rng.choice(PLACES), self._word(FAMILIES)
        kind = self.rng.random()
        if kind < 0.34:
            return f"{coin} {trade}"
        if kind < 0.52:
            return f"{coin} {self.rng.choice(COMMON[language])} {trade}"
        if kind < 0.64:
            return f"{coin} {place}" if self.rng.random() < 0.5 else f"{place} {coin} {trade}"
        if kind < 0.74:
            return f"{family} {self._word(FAMILIES)} {trade}"
        if kind < 0.82:
            return f"{family} {coin} {self.rng.choice(COMMON[language])}"
        if kind < 0.9:
            return f"{coin} {self._word(self.coined[language])}"
        if kind < 0.95:
            return f"{self._initials()} {coin} {trade}"
        return f"{coin} {self.rng.choice(COMMON[language])} {place} {trade}"

    def _initials(self) -> str:
        return "".join(self.rng.choice("ABCDEFGHIKLMNOPRSTV") for _ in range(self.rng.choice((2, 3, 3))))

    def _foreign(self) -> Invented:
        script = self.rng.choice(("cyrillic", "cyrillic", "arabic", "han", "kana", "hangul"))
        if script in SCRIPTS:
            letters, words, forms = SCRIPTS[script]
            coin = "".join(self.rng.choice(letters) for _ in range(self.rng.choice((2, 3, 3, 4))))
            return Invented((coin, self.rng.choice(words)), *self.rng.choice(forms), script=script)
        pool, words, forms = {"han": HANZI, "kana": KANA, "hangul": HANGUL}[script]
        length = (3, 4, 5) if script == "kana" else (2, 3, 4)
        coin = "".join(self.rng.choice(pool) for _ in range(self.rng.choice(length)))
        return Invented((coin, self.rng.choice(words)), *self.rng.choice(forms), script=script)


_CYRILLIC = [
    "ба",
    "ва",
    "га",
    "да",
    "жа",
    "зо",
    "ка",
    "ле",
    "ми",
    "но",
    "пе",
    "ро",
    "се",
    "ту",
    "фа",
    "хи",
    "ша",
    "рос",
    "вер",
    "сталь",
    "мор",
    "лин",
    "дар",
    "сев",
    "юг",
    "бел",
    "нев",
    "крас",
]
_ARABIC = ["نا", "را", "سا", "ما", "دار", "نور", "بح", "ري", "شم", "جب", "فر", "سل", "هد", "كر", "عم", "زه", "وف"]
SCRIPTS = {
    "cyrillic": (
        _CYRILLIC,
        [
            "Сервис",
            "Строй",
            "Торг",
            "Логистика",
            "Энерго",
            "Банк",
            "Трейд",
            "Агро",
            "Металл",
            "Инвест",
            "Холдинг",
            "Транс",
        ],
        [("ООО", True), ("ОАО", True), ("ТОВ", True), ("ЗАО", True)],
    ),
    "arabic": (
        _ARABIC,
        ["للتجارة", "للمقاولات", "للصناعة", "القابضة", "للنقل", "للتنمية", "للطاقة", "للاستثمار"],
        [("شركة", True), ("مجموعة", True), ("", False)],
    ),
}
