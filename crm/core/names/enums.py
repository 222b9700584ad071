from enum import StrEnum


class Kind(StrEnum):
    ORGANISATION = "organisation"
    PERSON = "person"
    VESSEL = "vessel"


class Quality(StrEnum):
    """How surely a name belongs to its bearer; a watch list marks nicknames and guesses as weak."""

    STRONG = "strong"
    WEAK = "weak"


class Script(StrEnum):
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    # Thai and Lao.
    THAI = "thai"
    # Devanagari, Bengali, Tamil and their kin, up to Sinhala.
    INDIC = "indic"
    BURMESE = "burmese"
    KHMER = "khmer"
    GEORGIAN = "georgian"
    ARMENIAN = "armenian"
    ETHIOPIC = "ethiopic"
    OTHER = "other"
    NONE = ""
