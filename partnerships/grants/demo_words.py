"""The calls of the demo. That of 2017 is the source's: 29 proposals of 23 offices and departments, USD 675,658 asked
for, 12 awards of USD 240,000 together, with the countries and projects that it names. What else was proposed, and each
single amount, is invented within these sums."""

from dataclasses import dataclass

from ..enums import CallState, ProposalState


@dataclass(frozen=True)
class Wish:
    """A proposal: of an office, or a department of it, for USD `asked`; `awarded` of it, none where it was declined."""

    office: str
    title: str
    asked: int
    awarded: int = 0
    department: str = ""
    countries: tuple[str, ...] = ()
    state: ProposalState = ProposalState.SUBMITTED
    report: str = ""


@dataclass(frozen=True)
class Call:
    """A call with what offices wished for; its days are the builder's."""

    title: str
    source: str
    text: str
    amount: int
    state: CallState
    wishes: tuple[Wish, ...]


CRITERIA = (
    ("Engages companies in a concrete project", 2),
    ("Benefits migrants and the communities they live in", 2),
    ("Goes on after the grant", 1),
    ("Has a sound budget", 1),
)
# Shares of a budget, in per cent.
BUDGET = (
    ("Project officer, part-time", 40),
    ("Workshops and meetings with companies", 35),
    ("Materials and travel", 25),
)

LABOUR, HEALTH, EMERGENCY = "Labour mobility", "Migration health", "Operations and emergencies"
CREST = "Combatting forced labour and human trafficking in labour migration"
FIRST = "The office had not worked with companies before, and now does. "

_KOREA = (
    Wish(
        "CL",
        "Labour migration round table and forum",
        24_300,
        20_000,
        report=FIRST + "A forum brought employers, ministries and migrants to one table.",
    ),
    Wish(
        "TR",
        "ICT training for displaced persons",
        26_800,
        20_000,
        report="Trainees of two courses found placements with technology companies.",
    ),
    Wish(
        "KR",
        "Public awareness about forced migration in Afghanistan, South Sudan and Yemen",
        21_500,
        20_000,
        countries=("AF", "SS", "YE"),
        report="An exhibition in Seoul, carried by companies and a university.",
    ),
    Wish("VN", CREST, 27_400, 20_000, report="Brands and their suppliers were trained; CREST goes on with it."),
    Wish("ID", CREST, 26_900, 20_000, report=FIRST + "Recruiters and employers agreed on a code of conduct."),
    Wish("MM", CREST, 25_600, 20_000, report="Recruitment agencies were trained with their association."),
)
_BELGIUM = (
    Wish(
        "BI",
        "Labour integration for returnees and vulnerable populations in the agricultural sector",
        23_750,
        20_000,
        report=FIRST + "Two cooperatives sell to a buyer in the capital.",
    ),
    Wish(
        "SN",
        "Reintegration of returnees in the agricultural sector",
        24_900,
        20_000,
        report=FIRST + "A food company takes the harvest of three groups of returnees.",
    ),
    Wish(
        "MA",
        "Engaging private sector to better integrate migrants",
        22_600,
        20_000,
        report=FIRST + "It led to a project on ethical recruitment, which the Development Fund pays for.",
    ),
    Wish(
        "MZ",
        "Improving the health of miners",
        25_200,
        20_000,
        countries=("MZ", "ZA"),
        report=FIRST + "Mining companies let their workers be screened for tuberculosis.",
    ),
    Wish(
        "TZ",
        "Improving the health of miners",
        24_100,
        20_000,
        report=FIRST + "Small mines and a hospital share a nurse.",
    ),
    Wish(
        "RW",
        "Supporting entrepreneurship and community development",
        21_980,
        20_000,
        report="Forty returnees were coached by business people of the diaspora.",
    ),
)
_NOT_FUNDED = (
    Wish("VN", "Factory visits with brands of the garment sector", 22_300),
    Wish("ID", "Hotline for migrant workers, with a telephone company", 28_750),
    Wish("MA", "Job fair for returnees in Casablanca", 18_400),
    Wish("SN", "Diaspora savings for village shops", 21_050),
    Wish("GH", "Safe remittances with mobile operators", 23_300),
    Wish("PH", "Ethical recruitment dialogue with manning agencies", 26_150),
    Wish("CO", "Vacancies for Venezuelans: a portal of employers", 24_700),
    Wish("CO", "Micro-franchises for host communities", 19_800),
    Wish("UA", "Retraining of displaced engineers", 25_900),
    Wish("EG", "Business plan competition for young people at risk of irregular migration", 20_450),
    Wish("NG", "Companies against trafficking: a charter", 22_850),
    Wish("ROEHA", "Regional round table of telecommunication companies", 24_600, countries=("KE", "UG", "ET")),
    Wish("ROSEEECA", "Guide to private sector engagement for missions of the region", 15_400, countries=("AT",)),
    Wish("HQ", "Standards of the International Recruitment Integrity System in garments", 24_980, department=LABOUR),
    Wish("HQ", "Employers' handbook on migrant workers", 17_300, department=LABOUR),
    Wish("HQ", "Health of seafarers with shipping companies", 19_700, department=HEALTH),
    Wish("HQ", "In-kind donations in emergencies: a stand-by list of companies", 24_998, department=EMERGENCY),
)

CALL_2017 = Call(
    title="Small grants for private sector engagement 2017",
    source="Governments of Belgium and the Republic of Korea",
    text="For offices that want to spearhead an intervention with the private sector. Local outreach lacks resources: "
    "a small grant pays for the first concrete project.",
    amount=240_000,
    state=CallState.AWARDED,
    wishes=(*_KOREA, *_BELGIUM, *_NOT_FUNDED),
)

REVIEWED = Call(
    title="Ethical recruitment with employers",
    source="Partnerships trust fund",
    text="For projects in which employers pay the cost of recruitment, so that workers do not.",
    amount=90_000,
    state=CallState.REVIEW,
    wishes=(
        Wish("NP", "Zero-fee corridor to hotels", 29_500, countries=("NP", "MY")),
        Wish("BD", "Recruitment clinic with garment buyers", 27_800),
        Wish("PH", "Audit of manning agencies with a shipping line", 24_000),
        Wish("KE", "Fair contracts for domestic workers", 22_400),
        Wish("GH", "Charter of cocoa buyers on migrant labour", 19_900),
        Wish("HQ", "Calculator of recruitment costs for employers", 18_000, department=LABOUR),
    ),
)

OPEN = Call(
    title="First projects with companies",
    source="Partnerships trust fund",
    text="For offices that have not worked with companies yet, or with few. Up to one year; a company is named.",
    amount=180_000,
    state=CallState.OPEN,
    wishes=(
        Wish("SN", "Solar pumps for returnees' farms", 23_500),
        Wish("CO", "Apprenticeships with a retail chain", 21_000),
        Wish("UA", "Coding school for displaced women", 24_800),
        Wish("KE", "Digital skills for refugees with a telephone company", 19_400),
        Wish("KE", "Career days with hotels in Mombasa", 12_600, state=ProposalState.DRAFT),
        Wish("GH", "Cold storage for women traders", 22_000, state=ProposalState.DRAFT),
    ),
)
