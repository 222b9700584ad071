"""A reason in words, in the language of whoever reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .reasons import Reason, ReasonCode

_SENTENCES: dict[ReasonCode, str | Promise] = {
    ReasonCode.NAMES: _("“%(ours)s” was compared with “%(theirs)s”."),
    ReasonCode.WORD_EXACT: _("“%(ours)s” stands in both names."),
    ReasonCode.WORD_VARIANT: _("“%(ours)s” and “%(theirs)s” are forms of the same name."),
    ReasonCode.WORD_KIN: _("“%(ours)s” and “%(theirs)s” mean nearly the same."),
    ReasonCode.WORD_SOUND: _("“%(ours)s” sounds like “%(theirs)s”."),
    ReasonCode.WORD_SPELLING: _("“%(ours)s” is spelled nearly like “%(theirs)s”."),
    ReasonCode.WORD_ROMANISATION: _("“%(ours)s” may be “%(theirs)s” in another script."),
    ReasonCode.WORD_INITIAL: _("One of “%(ours)s” and “%(theirs)s” may be short for the other."),
    ReasonCode.WORD_JOINED: _("“%(ours)s” and “%(theirs)s” are the same, written together or apart."),
    ReasonCode.WORD_ACRONYM: _("“%(ours)s” and “%(theirs)s”: one is made of the first letters of the other."),
    ReasonCode.WORD_ONLY_OURS: _("“%(ours)s” stands only in our name."),
    ReasonCode.WORD_ONLY_THEIRS: _("“%(theirs)s” stands only in their name."),
    ReasonCode.NOTHING_EXACT: _("No word agrees exactly."),
    ReasonCode.NO_TELLING_WORD_EXACT: _("No word that tells the company from others is quite the same."),
    ReasonCode.ONE_WORD_ONLY: _("Only one word of a longer name agrees."),
    ReasonCode.SIGNS_DIFFER: _("The characters differ, even where they sound alike."),
    ReasonCode.SHORT_WORD_DIFFERS: _("A short name differs in a letter, which often makes it another name."),
    ReasonCode.SAME_LETTERS: _("Written without spaces, both names are nearly the same."),
    ReasonCode.ACRONYM: _("One name is made of the first letters of the other."),
    ReasonCode.FORM_SAME: _("The legal form is the same: %(ours)s."),
    ReasonCode.FORM_DIFFERS: _("The legal forms differ: %(ours)s and %(theirs)s."),
    ReasonCode.WEAK_NAME: _("One of the names is only a nickname or a guess, so the match cannot be strong."),
    ReasonCode.KIND_DIFFERS: _("One is a company, the other a person or a ship."),
    ReasonCode.COUNTRY_SAME: _("The country agrees: %(ours)s."),
    ReasonCode.COUNTRY_DIFFERS: _("The countries differ: ours %(ours)s, theirs %(theirs)s."),
    ReasonCode.BIRTH_SAME: _("The birth dates agree: ours %(ours)s, theirs %(theirs)s."),
    ReasonCode.BIRTH_YEAR_DIFFERS: _("The birth years differ: ours %(ours)s, theirs %(theirs)s."),
    ReasonCode.BIRTH_DATE_DIFFERS: _("The birth dates differ: ours %(ours)s, theirs %(theirs)s."),
    ReasonCode.IDENTIFIER_SAME: _("The number is the same (%(detail)s): %(ours)s."),
    ReasonCode.IDENTIFIER_DIFFERS: _("The numbers differ (%(detail)s): ours %(ours)s, theirs %(theirs)s."),
}


def sentence(reason: Reason) -> str:
    return str(_SENTENCES[reason.code]) % {"ours": reason.ours, "theirs": reason.theirs, "detail": reason.detail}
