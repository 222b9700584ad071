"""Korean syllables by their three letters, in the ways that Koreans write their names."""

from .tables import items, pairs

_FIRST = 0xAC00
_LAST = 0xD7A3

_INITIAL = items("g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h")
_VOWEL = items("a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i")
_FINAL = items("|k|k|k|n|n|n|t|l|k|m|p|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t")
# As most people write themselves (Young-soo, Hyun) and as the north does (Jong Un, Hyon).
_USUAL_VOWEL = pairs("eo=u yeo=you u=oo ui=ee")
_USUAL_INITIAL = pairs("g=k")
_NORTHERN_VOWEL = pairs("eo=o yeo=yo eu=u")
_NORTHERN_INITIAL = pairs("g=k d=t b=p")
_USUAL_WHOLE = pairs(
    "현=hyun 경=kyung 병=byung 형=hyung 명=myung 혁=hyuk 녕=nyung 별=byul 열=yul 연=yeon 승=seung 은=eun 숙=sook "
    "희=hee 결=kyul 평=pyung 령=ryung 렬=ryul 섭=sub 서=seo 여=yeo"
)


def read_hangul(word: str) -> str:
    """The official romanisation of the south, syllable by syllable."""
    return "".join(_syllable(sign, {}, {}) for sign in word)


def usual_hangul(word: str) -> str:
    return "".join(_USUAL_WHOLE.get(sign) or _syllable(sign, _USUAL_INITIAL, _USUAL_VOWEL) for sign in word)


def northern_hangul(word: str) -> str:
    return "".join(_syllable(sign, _NORTHERN_INITIAL, _NORTHERN_VOWEL) for sign in word)


def _syllable(sign: str, initials: dict[str, str], vowels: dict[str, str]) -> str:
    if not _FIRST <= ord(sign) <= _LAST:
        return sign
    place = ord(sign) - _FIRST
    initial, vowel, final = _INITIAL[place // 588], _VOWEL[place % 588 // 28], _FINAL[place % 28]
    return initials.get(initial, initial) + vowels.get(vowel, vowel) + final
