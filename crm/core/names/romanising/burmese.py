"""Burmese: a syllable is an initial and a rhyme, and each syllable of a name is a word in Latin letters."""

import re

from .tables import pairs

_INITIALS = pairs(
    "က=k ခ=kh ဂ=g ဃ=g င=ng စ=s ဆ=s ဇ=z ဈ=z ည=ny ဉ=ny ဋ=t ဌ=t ဍ=d ဎ=d ဏ=n တ=t ထ=t ဒ=d ဓ=d န=n ပ=p ဖ=p ဗ=b ဘ=b "
    "မ=m ယ=y ရ=y လ=l ဝ=w သ=th ဟ=h ဠ=l အ="
)
_RHYMES = pairs(
    "ောင်=aung ေါင်=aung ောက်=auk ေါက်=auk ိုင်=aing ိုက်=aik ုန်=on ုမ်=on ုံ=on ုတ်=ok ုပ်=ok ိန်=ein "
    "ိမ်=ein ိတ်=eik ိပ်=eik ိုဏ်=on ိုယ်=o ွန်=un ွမ်=un ွတ်=ut ွပ်=ut န်=an မ်=an ံ=an ဏ်=an င်=in ဉ်=in "
    "ည်=i က်=et တ်=at ပ်=at စ်=it ယ်=e ော်=aw ေါ်=aw ော=aw ေါ=aw ို=o ေ=e ဲ=e ာ=a ါ=a ီ=i ိ=i ု=u ူ=u ဥ=u ဦ=u "
    "ဧ=e"
)
_TONES = dict.fromkeys((0x1037, 0x1038))
_MEDIALS = {"ျ": "y", "ြ": "y", "ွ": "w"}
_SYLLABLE = re.compile("([ဥဦဧဩ]|[က-အ])([ျြွှ]*)((?:[\u102b-\u1036]*(?:[က-အ]\u103a(?!\u1039)|\u103a)?)?)")
_PALATAL = {"khy": "ch", "yh": "sh", "lyh": "sh", "thyh": "sh"}


def read_burmese(word: str) -> str:
    return "".join(burmese_syllables(word))


def burmese_syllables(word: str) -> list[str]:
    """Each syllable of a name is a word of its own in Latin letters."""
    word = word.translate(_TONES).replace("\u1039", "\u103a")
    found = [_burmese(*parts.groups()) for parts in _SYLLABLE.finditer(word)]
    return found or [word]


def _burmese(initial: str, medials: str, rhyme: str) -> str:
    if initial in _RHYMES:
        return _RHYMES[initial]
    whole = "ွ" + rhyme if "ွ" in medials else ""
    if whole in _RHYMES and rhyme:
        medials, rhyme = medials.replace("ွ", ""), whole
    begins = _INITIALS.get(initial, "") + "".join(_MEDIALS.get(each, "") for each in medials if each in "ျြ")
    if "ှ" in medials:
        begins = f"h{begins}" if f"{begins}h" not in _PALATAL else f"{begins}h"
    begins = _PALATAL.get(begins, begins) + ("w" if "ွ" in medials else "")
    return begins + (_RHYMES.get(rhyme, "a") if rhyme else "a")
