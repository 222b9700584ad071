"""What people of the demo write, all of it invented: content, and so in the language of who wrote it."""

PLANS = (
    "Training young returnees for the company's workshops: 120 places in two years, paid apprenticeships.",
    "Fair recruitment along its supply chain: no worker pays a fee, agencies are audited together.",
    "Emergency shelter: the company gives goods and transports them to the ports of our operation.",
    "A fund for businesses that migrants open, with advice from the company's own staff.",
    "Solar pumps for communities that host displaced families, kept up by local technicians.",
    "A campaign against human trafficking in the company's terminals and on board.",
    "Cheaper remittances: an account without fees for the families of migrant workers.",
    "Health checks for migrants on their way, in the company's clinics along the route.",
)
BENEFITS = (
    "Reaches places where we have no staff, at a cost that we could not bear alone.",
    "Opens jobs that lead beyond the project, and knowledge that stays in the communities.",
    "The company carries transport and storage, so that all of our own money goes into aid.",
)
SUMMARIES = {
    "low": "Nothing was found against the company. It reports openly and answered all questions within a week.",
    "medium": "The company works in a sector of high risk, and deals with that in the open. It proved its answers.",
    "high": "Grave findings of the last years stand against a serious plan of improvement, not proven yet.",
    "very_high": "What was found weighs heavily. The benefit is real, and so is the harm to our name if it fails.",
    "excluded": "An exclusionary criterion applies. There is nothing to weigh.",
}
WAY_OUT = "The agreement ends with 30 days' notice, at once where an exclusionary criterion applies."
MONITORING = "The office visits twice a year, reads the media every month, and writes both down."
DISSENT = "The legal counsel would have waited for the judgment, which is expected in spring."

ANSWERS = {
    "owners": "Held by its founders' family and two pension funds; no share above 30 per cent.",
    "directors": "A board of five; names and posts stand in the register of companies.",
    "development-value": "Work and training for people whom public programmes do not reach.",
    "founders": "Two founders, who met at university; one of them ran an earlier company for three years.",
    "funding-source": "Savings of the founders, a grant for innovation, and a regional venture fund.",
    "source-of-wealth": "Fees for appearances and royalties; tax statements of three years were shown.",
    "other-endorsements": "A reading campaign and a children's hospital.",
}
NOTES = {
    "arms": "Annual report, note on segments.",
    "tobacco": "Own brands, since the company was founded.",
    "conflict-of-interest": "A cousin of a member of the office's staff sits on its board; the colleague stays out.",
    "lawsuit-forced-labour": "Pending at a district court since last year; the company denies it.",
    "beneficial-owners": "A third of the shares is held through a company whose owners the register does not name.",
    "public-office": "A founder sat on the city council until last year.",
    "endorsement": "The name and the emblem appear beside the sponsors of a concert tour.",
}
CONTROVERSIES = {
    "recruitment-fees": "Workers at two sites had paid agencies between one and three months' wages for their jobs.",
    "labour-discrimination": "Pregnant workers' contracts were not renewed at one site.",
    "environment": "Waste water above the permitted values was led into a river for four months.",
    "trafficking-forced-labour": "Passports of workers were kept by a supplier, who was reported to the police.",
    "human-rights": "Guards of a supplier injured people who protested against an eviction.",
}
COMPANY_ANSWER = "The company paid the workers back, ended the contract with the agency and publishes its audits since."
RISKS = (
    ("reputational", "Old findings come up again when we announce the partnership.", 2, 4),
    ("operational", "The company's staff change often, and with them what was agreed.", 3, 2),
    ("political", "The authorities see the company as close to a party.", 2, 3),
    ("strategic", "The office depends on a single company for the whole project.", 3, 3),
)
MITIGATIONS = (
    "A text for questions of the press is agreed before the announcement.",
    "Two named people on both sides, and minutes of each meeting.",
    "The project is announced together with the ministry and two other partners.",
    "A second company is approached within the first year.",
)
CONDITIONS = (
    ("The company signs the clause on fair recruitment.", True),
    ("An independent audit of the suppliers is handed in.", False),
    ("No use of name and emblem before the texts have been agreed.", True),
    ("The company reports on its measures twice in the first year.", False),
)
REASONS = {
    "approved": (
        "The benefit is clear, nothing that was found speaks against it.",
        "The research is complete, and the office knows the company well.",
        "Agreed as proposed by the desk.",
    ),
    "approved_with_conditions": (
        "Agreed if the conditions are met; what was found allows no less.",
        "The benefit outweighs the risk as long as the conditions hold.",
    ),
    "rejected": (
        "What was found cannot be explained to the people whom we serve.",
        "The company has not answered the questions that matter most.",
    ),
    "returned": ("Ask the company for the audit of 2025, and say what became of the lawsuit.",),
}
VOTES = {
    "approve": ("The measures convince me.", "The benefit is worth it.", "The papers are in order."),
    "reject": ("Too early; the lawsuit is open.", "I see no remedy for those who were harmed."),
    "abstain": ("The papers reached me too late to judge.",),
}
