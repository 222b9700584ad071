"""Why two records look alike, in the reader's language: what agrees, what resembles, what differs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.core import countries
from crm.core.names.reasons import ReasonCode as Code

from .duplicates.comparing import OTHER_NAME


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in words; `mark` and `icon` say, too, whether it speaks for one record or `against`."""

    code: str
    text: str
    icon: str
    mark: str
    against: bool


def say(reasons: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Words that agree letter by letter need no line of their own: the names stand there."""
    return [_said(reason) for reason in reasons if reason["code"] not in _SILENT]


def short(reasons: Iterable[Mapping[str, Any]]) -> str:
    """In one line, for a row of a list, where the names stand already."""
    told = (each for each in reasons if each["code"] not in _SILENT)
    return " · ".join(_said(each).text for each in told if each["code"] != Code.NAMES or each["detail"] == OTHER_NAME)


def _said(reason: Mapping[str, Any]) -> Said:
    code = str(reason["code"])
    words = _WORDS[code](str(reason["ours"]), str(reason["theirs"])) if code in _WORDS else code
    if code in _AGAINST:
        return Said(code, words, "circle-x", pgettext("of two records", "Differs"), True)
    if code in _RESEMBLES or (code == Code.NAMES and reason["ours"] != reason["theirs"]):
        return Said(code, words, "circle-dot", pgettext("of two records", "Resembles"), False)
    return Said(code, words, "circle-check", pgettext("of two records", "Agrees"), False)


_SILENT = frozenset({str(Code.WORD_EXACT), "national_number_differs"})
_AGAINST = frozenset(
    {
        *map(str, (Code.WORD_ONLY_OURS, Code.WORD_ONLY_THEIRS, Code.FORM_DIFFERS, Code.KIND_DIFFERS)),
        *map(str, (Code.COUNTRY_DIFFERS, Code.IDENTIFIER_DIFFERS, Code.SIGNS_DIFFER, Code.NOTHING_EXACT)),
        *map(str, (Code.ONE_WORD_ONLY, Code.NO_TELLING_WORD_EXACT, Code.SHORT_WORD_DIFFERS)),
        *map(str, (Code.BIRTH_YEAR_DIFFERS, Code.BIRTH_DATE_DIFFERS)),
        *("sister_word", "sister_form", "sister_brand", "company_differs", "national_number_differs"),
    }
)
_RESEMBLES = frozenset(
    {
        *map(str, (Code.WORD_VARIANT, Code.WORD_KIN, Code.WORD_SOUND, Code.WORD_SPELLING, Code.WORD_ROMANISATION)),
        *map(str, (Code.WORD_INITIAL, Code.WORD_JOINED, Code.WORD_ACRONYM)),
        *map(str, (Code.SAME_LETTERS, Code.ACRONYM, Code.WEAK_NAME)),
    }
)


def _names(ours: str, theirs: str) -> str:
    if ours == theirs:
        return _("The same name: “%(name)s”") % {"name": ours}
    return _("The names “%(ours)s” and “%(theirs)s”") % {"ours": ours, "theirs": theirs}


def _two(text: Callable[[], str]) -> Callable[[str, str], str]:
    return lambda ours, theirs: text() % {"ours": ours, "theirs": theirs}


def _one(text: Callable[[], str]) -> Callable[[str, str], str]:
    return lambda ours, theirs: text() % {"word": ours or theirs}


def _plain(text: Callable[[], str]) -> Callable[[str, str], str]:
    return lambda _ours, _theirs: text()


def _countries(text: Callable[[], str]) -> Callable[[str, str], str]:
    return lambda ours, theirs: text() % {"ours": _places(ours), "theirs": _places(theirs)}


def _places(codes: str) -> str:
    return ", ".join(countries.label(code) for code in codes.split())


_WORDS: dict[str, Callable[[str, str], str]] = {
    Code.NAMES: _names,
    Code.WORD_VARIANT: _two(lambda: _("“%(ours)s” is a form of “%(theirs)s”")),
    Code.WORD_KIN: _two(lambda: _("“%(ours)s” and “%(theirs)s” mean nearly the same")),
    Code.WORD_SOUND: _two(lambda: _("“%(ours)s” sounds like “%(theirs)s”")),
    Code.WORD_SPELLING: _two(lambda: _("“%(ours)s” is nearly spelt like “%(theirs)s”")),
    Code.WORD_ROMANISATION: _two(lambda: _("“%(ours)s” and “%(theirs)s” may be one word in two alphabets")),
    Code.WORD_INITIAL: _two(lambda: _("“%(ours)s” may be short for “%(theirs)s”")),
    Code.WORD_JOINED: _two(lambda: _("“%(ours)s” and “%(theirs)s” are one word or two")),
    Code.WORD_ACRONYM: _two(lambda: _("“%(ours)s” and “%(theirs)s”: one may be the initials of the other")),
    Code.WORD_ONLY_OURS: _one(lambda: _("Only one name has “%(word)s”")),
    Code.WORD_ONLY_THEIRS: _one(lambda: _("Only one name has “%(word)s”")),
    Code.NOTHING_EXACT: _plain(lambda: _("No word is quite the same")),
    Code.NO_TELLING_WORD_EXACT: _plain(lambda: _("No word that tells the company from others is quite the same")),
    Code.ONE_WORD_ONLY: _plain(lambda: _("Only one word agrees")),
    Code.SIGNS_DIFFER: _plain(lambda: _("Some characters of the names differ")),
    Code.SHORT_WORD_DIFFERS: _plain(lambda: _("A short name differs in a letter, which often makes it another name")),
    Code.SAME_LETTERS: _plain(lambda: _("The same letters in another order or division")),
    Code.ACRONYM: _two(lambda: _("“%(ours)s” and “%(theirs)s”: one may be the initials of the other")),
    Code.FORM_SAME: _plain(lambda: _("The same legal form")),
    Code.FORM_DIFFERS: _plain(lambda: _("Different legal forms")),
    Code.WEAK_NAME: _plain(lambda: _("It is only a short name that agrees")),
    Code.KIND_DIFFERS: _plain(lambda: _("Different kinds")),
    Code.COUNTRY_SAME: _countries(lambda: _("The same country: %(ours)s")),
    Code.COUNTRY_DIFFERS: _countries(lambda: _("Different countries: %(ours)s and %(theirs)s")),
    Code.BIRTH_SAME: _two(lambda: _("The same date of birth: %(ours)s")),
    Code.BIRTH_YEAR_DIFFERS: _two(lambda: _("Different years of birth: %(ours)s and %(theirs)s")),
    Code.BIRTH_DATE_DIFFERS: _two(lambda: _("Different dates of birth: %(ours)s and %(theirs)s")),
    Code.IDENTIFIER_SAME: _two(lambda: _("The same register number: %(ours)s")),
    Code.IDENTIFIER_DIFFERS: _two(lambda: _("Different register numbers: %(ours)s and %(theirs)s")),
    "sister_word": _one(lambda: _("“%(word)s” may name another company of the same group")),
    "sister_brand": _two(lambda: _("One trading name, two companies of a group: “%(ours)s” and “%(theirs)s”")),
    "sister_form": _plain(lambda: _("Another legal form may be another company of the same group")),
    "host_same": _two(lambda: _("The same website: %(ours)s")),
    "email_same": _plain(lambda: _("The same e-mail address")),
    "phone_same": _plain(lambda: _("The same telephone number")),
    "company_same": _plain(lambda: _("At the same company")),
    "company_differs": _plain(lambda: _("At different companies")),
}
