"""What an invented company is called in the script of its country: no two alike, so that none is taken for another."""

import re

# As a colleague would write down what is heard.
_CYRILLIC = (
    "wh=в sh=ш ch=ч th=т ph=ф ee=и ea=и oo=у ay=ей ck=к qu=кв a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м "
    "n=н o=о p=п q=к r=р s=с t=т u=у v=в w=в x=кс y=и z=з"
)
_GEORGIAN = (
    "wh=ვ sh=შ ch=ჩ th=თ ph=ფ ee=ი ea=ი oo=უ ay=ეი ck=კ qu=კვ a=ა b=ბ c=კ d=დ e=ე f=ფ g=გ h=ჰ i=ი j=ჯ k=კ l=ლ m=მ "
    "n=ნ o=ო p=პ q=კ r=რ s=ს t=ტ u=უ v=ვ w=ვ x=ქს y=ი z=ზ"
)
_ARABIC = (
    "wh=و sh=ش ch=تش th=ث ph=ف ee=ي ea=ي oo=و ay=اي ck=ك qu=كو a=ا b=ب c=ك d=د e= f=ف g=غ h=ه i=ي j=ج k=ك l=ل m=م "
    "n=ن o=و p=ب q=ق r=ر s=س t=ت u=و v=ف w=و x=كس y=ي z=ز"
)
_ALPHABETS = {
    "BY": ("ООО {}", _CYRILLIC),
    "UA": ("ТОВ {}", _CYRILLIC),
    "GE": ("შპს {}", _GEORGIAN),
    "EG": ("شركة {} للتجارة", _ARABIC),
    "JO": ("مجموعة {}", _ARABIC),
    "LB": ("مؤسسة {}", _ARABIC),
}
# Where a name is not spelt but translated; each is given once.
_TRANSLATED = {
    "BD": (
        "আলো টেক্সটাইল লিমিটেড|নদী শিপিং লিমিটেড|সবুজ কৃষি লিমিটেড|দিগন্ত নির্মাণ লিমিটেড|পদ্ম পোশাক লিমিটেড|"
        "সূর্য বিদ্যুৎ লিমিটেড|মেঘনা খাদ্য লিমিটেড|বটতলা হাসপাতাল লিমিটেড"
    ),
    "CN": (
        "远景物流有限公司|金桥建设有限公司|东港海运有限公司|绿原农业有限公司|新辰电子有限公司|百合制药有限公司|"
        "山河能源有限公司|云海软件有限公司"
    ),
    "JP": (
        "株式会社みらい電機|株式会社あおぞら運輸|株式会社さくら食品|株式会社やまなみ建設|株式会社しらかば薬品|"
        "株式会社ほしの通信|株式会社かもめ海運|株式会社みどり農園"
    ),
    "KR": (
        "주식회사 한빛에너지|주식회사 푸른바다해운|주식회사 새벽건설|주식회사 은하전자|주식회사 들꽃식품|"
        "주식회사 솔잎제약|주식회사 가온통신|주식회사 다리물류"
    ),
    "TH": (
        "บริษัท รุ่งอรุณ จำกัด|บริษัท ทะเลเงิน จำกัด|บริษัท ไผ่ทอง จำกัด|บริษัท ดอกบัว ก่อสร้าง จำกัด|บริษัท ฟ้าใส ขนส่ง จำกัด|"
        "บริษัท ข้าวหอม จำกัด|บริษัท แสงเหนือ พลังงาน จำกัด|บริษัท สายน้ำ จำกัด"
    ),
}


class Scripts:
    """Keeps what it has given away."""

    def __init__(self) -> None:
        self._left = {country: names.split("|") for country, names in _TRANSLATED.items()}
        self._given: set[str] = set()

    def name(self, country: str, latin: str) -> str:
        """Empty where the country writes Latin letters, or nothing is left."""
        if left := self._left.get(country):
            return left.pop(0)
        frame, sounds = _ALPHABETS.get(country, ("", ""))
        name = frame.format(_heard(latin.split(maxsplit=1)[0], sounds)) if frame else ""
        if name in self._given:
            return ""
        self._given.add(name)
        return name


def _heard(word: str, sounds: str) -> str:
    pairs = dict(pair.split("=") for pair in sounds.split(" "))
    left, written = re.sub(r"(.)\1", r"\1", word.lower().removesuffix("e")), ""
    while left:
        step = 2 if left[:2] in pairs else 1
        written += pairs[left[:step]]
        left = left[step:]
    return written.capitalize()
