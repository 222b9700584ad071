"""Names of sectors from other classifications, brought to ISIC Rev. 4 only where there is no doubt."""

from functools import cache

from django.utils.translation import get_language

from crm.core.text import fold

from .. import isic

# Certain: whatever company stands under this name belongs there.
_CERTAIN = {
    "A": """agriculture; agricultural products & services; fishing; forestry""",
    "B": """
        mining; gold; copper; diversified metals & mining; precious metals & minerals; silver; coal &
        consumable fuels; oil & gas exploration & production; oil & gas drilling
    """,
    "B09": """oil & gas equipment & services""",
    "C": """
        manufacturing; consumer durables; capital goods; household & personal products; food drink &
        tobacco; building products; industrial machinery & supplies & components; construction machinery &
        heavy transportation equipment; household products; leisure products; health care equipment; health
        care supplies; fertilizers & agricultural chemicals; paper & plastic packaging products & materials;
        metal, glass & plastic containers; personal care products; electronic manufacturing services;
        consumer staples manufacturing; industrial conglomerates manufacturing
    """,
    "C10": """packaged foods & meats""",
    "C11": """brewers; distillers & vintners; soft drinks & non-alcoholic beverages; beverages""",
    "C12": """tobacco""",
    "C14": """apparel, accessories & luxury goods""",
    "C15": """footwear""",
    "C19": """oil & gas refining & marketing""",
    "C20": """chemicals; commodity chemicals; specialty chemicals; diversified chemicals; industrial gases""",
    "C21": """drugs & biotechnology; pharmaceuticals""",
    "C23": """construction materials""",
    "C24": """steel; aluminum""",
    "C26": """
        technology hardware & equipment; semiconductors; semiconductor materials & equipment; technology
        hardware, storage & peripherals; communications equipment; electronic equipment & instruments;
        electronic components; consumer electronics
    """,
    "C27": """electrical components & equipment; heavy electrical equipment""",
    "C28": """agricultural & farm machinery""",
    "C29": """automobile manufacturers; automotive parts & equipment; motorcycle manufacturers""",
    "C30": """aerospace & defense; aerospace & defence""",
    "C31": """home furnishings""",
    "D": """
        electric utilities; gas utilities; independent power producers & energy traders; renewable
        electricity; multi-utilities; energy supply
    """,
    "E36": """water utilities; water supply""",
    "F": """homebuilding; construction & engineering""",
    "G": """retail and wholesale; trade; distributors""",
    "G45": """automotive retail""",
    "G46": """
        trading companies; trading companies & distributors; technology distributors; food distributors;
        health care distributors; wholesale
    """,
    "G47": """
        retailing; retail; food markets; apparel retail; home improvement retail; other specialty retail;
        computer & electronics retail; homefurnishing retail; consumer staples merchandise retail; broadline
        retail; food retail; drug retail; supermarkets
    """,
    "H": """transportation; transport; logistics; air freight & logistics; cargo ground transportation""",
    "H49": """rail transportation; passenger ground transportation""",
    "H50": """marine transportation; shipping""",
    "H51": """passenger airlines; airlines""",
    "I": """accommodation and food services""",
    "I55": """hotels""",
    "I56": """restaurants""",
    "J": """
        media; communication services; movies & entertainment; interactive media & services; publishing and
        broadcasting
    """,
    "J58": """publishing; interactive home entertainment""",
    "J60": """broadcasting""",
    "J61": """
        telecommunications services; telecommunications; telecom; integrated telecommunication services;
        wireless telecommunication services; alternative carriers; cable & satellite
    """,
    "J62": """
        software & services; software; application software; systems software; it consulting & other
        services; information technology services
    """,
    "J63": """internet services & infrastructure""",
    "K": """
        financials; financial services; consumer finance; transaction & payment processing services; multi-
        sector holdings; finance
    """,
    "K64": """banking; banks; diversified banks; regional banks""",
    "K65": """
        insurance; property & casualty insurance; life & health insurance; multi-line insurance; reinsurance
    """,
    "K66": """
        asset management & custody banks; investment banking & brokerage; insurance brokers; financial
        exchanges & data
    """,
    "L": """
        real estate; real estate services; retail reits; office reits; industrial reits; health care reits;
        hotel & resort reits; multi-family residential reits; single-family residential reits; self-storage
        reits; data center reits; telecom tower reits; other specialized reits; timber reits; real estate
        development; real estate operating companies; diversified reits
    """,
    "M": """research & consulting services; professional services; consulting""",
    "M73": """advertising""",
    "N": """diversified support services""",
    "N78": """human resource & employment services""",
    "P": """education; education services""",
    "Q": """health care services; health care facilities; hospitals""",
    "R92": """casinos & gaming""",
}
# The name covers several sections: these are proposed, none is taken.
_DOUBTFUL = {
    "materials": "B C",
    "oil & gas operations": "B C19 H",
    "oil & gas": "B C19",
    "energy": "B C D",
    "integrated oil & gas": "B C19",
    "oil & gas storage & transportation": "H B",
    "utilities": "D E",
    "construction": "F C",
    "business services & supplies": "N M C",
    "industrials": "C F H N",
    "industrial conglomerates": "C M",
    "health care equipment & services": "C Q",
    "health care": "C21 Q C",
    "managed health care": "K65 Q",
    "health care technology": "J62",
    "biotechnology": "C21 M72",
    "life sciences tools & services": "C M72",
    "hotels restaurants & leisure": "I R",
    "hotels, resorts & cruise lines": "I H",
    "diversified financials": "K L",
    "conglomerates": "C M70 K",
    "consumer discretionary": "C G I",
    "consumer staples": "C G47",
    "information technology": "J C26",
    "technology": "J C26",
    "environmental & facilities services": "E N",
    "specialized consumer services": "S N",
    "data processing & outsourced services": "J N",
    "leisure facilities": "R",
}


def _table(source: dict[str, str]) -> dict[str, str]:
    return {fold(name): code for code, names in source.items() for name in _split(names)}


def _split(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(";")]


_SURE = _table(_CERTAIN)
_PERHAPS = {fold(name): tuple(codes.split()) for name, codes in _DOUBTFUL.items()}


def certain(text: str) -> str | None:
    """A code of ISIC itself, one of its titles, or a name that means one section only."""
    code = isic.normalise(text) if len(text.strip()) <= 4 else None
    return code or _SURE.get(fold(text)) or _titles(get_language() or "").get(fold(text))


def perhaps(text: str) -> tuple[str, ...]:
    return _PERHAPS.get(fold(text), ())


@cache
def _titles(_language: str) -> dict[str, str]:
    """In the reader's language; divisions that are called like their section give way to it."""
    return {fold(str(title)): code for code, title in reversed(isic.TITLES.items())}
