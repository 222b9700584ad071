"""What people of the demo write about partnerships, all of it invented: in the language of the office that writes."""

from dataclasses import dataclass

from ..enums import ClosingCause, EngagementType, LessonKind, Modality


@dataclass(frozen=True)
class Story:
    """What a partnership is about; `titles` and `texts` in English, French and Spanish."""

    type: str
    modality: str
    theme: str
    sdgs: tuple[int, ...]
    titles: tuple[str, str, str]
    texts: tuple[str, str, str]
    indicator: str
    unit: str


LANGUAGES = ("en", "fr", "es")
STORIES = (
    Story(
        EngagementType.IMPLEMENTATION,
        Modality.SHARED_VALUE,
        "youth-employment",
        (4, 8),
        (
            "Apprenticeships for returnees",
            "Apprentissages pour les personnes de retour",
            "Aprendizajes para retornados",
        ),
        (
            "The company trains young returnees in its workshops and hires half of each course. We choose the "
            "participants with the authorities and stay with them for a year.",
            "L'entreprise forme de jeunes personnes de retour dans ses ateliers et embauche la moitié de chaque "
            "promotion. Nous choisissons les participants avec les autorités et les suivons pendant un an.",
            "La empresa forma a jóvenes retornados en sus talleres y contrata a la mitad de cada curso. Elegimos a los "
            "participantes con las autoridades y los acompañamos durante un año.",
        ),
        "Apprentices with a contract after the course",
        "people",
    ),
    Story(
        EngagementType.ADVOCACY,
        Modality.SHARED_VALUE,
        "ethical-recruitment",
        (8, 10),
        ("Fair recruitment along the supply chain", "Recrutement équitable dans la chaîne", "Contratación equitativa"),
        (
            "No worker in the company's supply chain pays for a job. Agencies are audited together, fees that were "
            "paid are paid back.",
            "Aucun travailleur de la chaîne d'approvisionnement ne paie pour un emploi. Les agences sont auditées "
            "ensemble, les frais versés sont remboursés.",
            "Ningún trabajador de la cadena de suministro paga por un empleo. Las agencias se auditan conjuntamente y "
            "se devuelven las comisiones pagadas.",
        ),
        "Workers whose fees were paid back",
        "people",
    ),
    Story(
        EngagementType.RESOURCE_MOBILISATION,
        Modality.PHILANTHROPY,
        "emergency-and-recovery",
        (1, 11),
        ("Shelter and relief goods", "Abris et secours", "Refugio y ayuda de emergencia"),
        (
            "The company gives tents and household goods from its stocks and carries them to the port of entry; we "
            "hand them out within three days of an emergency.",
            "L'entreprise donne des tentes et des articles ménagers de ses stocks et les transporte jusqu'au port "
            "d'entrée ; nous les distribuons dans les trois jours suivant une urgence.",
            "La empresa dona tiendas y enseres de sus existencias y los transporta hasta el puerto de entrada; los "
            "repartimos en los tres días siguientes a una emergencia.",
        ),
        "Households reached with goods",
        "households",
    ),
    Story(
        EngagementType.INNOVATION,
        Modality.SHARED_VALUE,
        "diaspora-engagement",
        (8, 10),
        ("Cheaper remittances", "Transferts moins chers", "Remesas más baratas"),
        (
            "An account without fees for the families of migrant workers, with lessons on saving, tried in two "
            "corridors first.",
            "Un compte sans frais pour les familles de travailleurs migrants, avec des cours d'épargne, testé d'abord "
            "dans deux corridors.",
            "Una cuenta sin comisiones para las familias de trabajadores migrantes, con clases de ahorro, probada "
            "primero en dos corredores.",
        ),
        "Families that opened an account",
        "families",
    ),
    Story(
        EngagementType.IMPLEMENTATION,
        Modality.SUPPORTER,
        "health",
        (3, 10),
        ("Clinics along the route", "Cliniques le long de la route", "Clínicas en la ruta"),
        (
            "The company's clinics examine migrants on their way without asking for papers; we pay for medicines and "
            "train the nurses.",
            "Les cliniques de l'entreprise examinent les migrants en chemin sans demander de papiers ; nous payons les "
            "médicaments et formons les infirmières.",
            "Las clínicas de la empresa atienden a migrantes en tránsito sin pedir documentos; pagamos los "
            "medicamentos y formamos al personal de enfermería.",
        ),
        "People examined",
        "people",
    ),
    Story(
        EngagementType.INNOVATION,
        Modality.PHILANTHROPY,
        "climate-and-migration",
        (6, 7, 13),
        ("Solar pumps for host communities", "Pompes solaires pour l'accueil", "Bombas solares para comunidades"),
        (
            "Solar pumps for communities that host displaced families, kept up by technicians from both groups whom "
            "the company trains.",
            "Des pompes solaires pour les communautés qui accueillent des familles déplacées, entretenues par des "
            "techniciens des deux groupes que l'entreprise forme.",
            "Bombas solares para comunidades que acogen a familias desplazadas, mantenidas por técnicos de ambos "
            "grupos que la empresa forma.",
        ),
        "People with clean water within 500 metres",
        "people",
    ),
    Story(
        EngagementType.ADVOCACY,
        Modality.SUPPORTER,
        "counter-trafficking",
        (5, 16),
        ("Eyes open against trafficking", "Ouvrir l'œil contre la traite", "Ojos abiertos contra la trata"),
        (
            "Staff who meet travellers learn to see the signs of trafficking and whom to call; posters and films in "
            "the halls tell travellers the same.",
            "Le personnel au contact des voyageurs apprend à reconnaître les signes de la traite et qui appeler ; "
            "affiches et films disent la même chose au public.",
            "El personal que trata con viajeros aprende a reconocer las señales de la trata y a quién llamar; carteles "
            "y vídeos dicen lo mismo al público.",
        ),
        "Staff trained",
        "people",
    ),
    Story(
        EngagementType.IMPLEMENTATION,
        Modality.SHARED_VALUE,
        "labour-mobility",
        (8, 17),
        ("Skills for seasonal work", "Compétences pour le travail saisonnier", "Competencias para la temporada"),
        (
            "Seasonal workers learn the language and the trade before they leave, and come back with a certificate "
            "that their own country recognises.",
            "Les saisonniers apprennent la langue et le métier avant le départ et reviennent avec un certificat "
            "reconnu dans leur pays.",
            "Los temporeros aprenden el idioma y el oficio antes de salir y vuelven con un certificado reconocido en "
            "su país.",
        ),
        "Certificates that were recognised",
        "certificates",
    ),
)
AIRLINE = (
    "Fares and baggage for resettled families",
    "The airline carries resettled families, escorts and medical cases at fixed fares, with 40 kg of baggage and free "
    "changes of date.",
)
CREST_TITLES = (
    "Labour supply chain mapping",
    "Ethical recruitment standard for suppliers",
    "Training of site managers on forced labour",
    "Grievance channel in six languages",
    "Mapping of recruitment fees",
    "Welcome courses for migrant workers",
    "Decent dormitories",
)
CREST_TEXT = (
    "Under CREST the company maps how its workers are recruited from their villages to its plants, corrects what it "
    "finds with its suppliers, and opens its experience to others in the industry."
)
ENDINGS = (
    (ClosingCause.NO_ANSWER, "Three letters and two calls went unanswered; the contact has left the company."),
    (ClosingCause.THEY_DECLINED, "Their board decided to give to schools only for the next three years."),
    (ClosingCause.COST_ABOVE_BENEFIT, "40 person-days so far for goods worth USD 9,000. We stop here."),
    (ClosingCause.TERMS, "They insisted on the emblem on their products. We could not agree."),
    (ClosingCause.NO_FUNDING, "The donor that was to bear our share withdrew."),
    (ClosingCause.PRIORITIES, "The office moved its staff to the emergency in the south."),
)
NOT_CLEARED = (ClosingCause.NO_CLEARANCE, "Due diligence did not clear the company; the decision is on its page.")
BROKEN = (
    ClosingCause.BREACH,
    "The company used our emblem in its advertisements after two warnings. Legal Affairs ended the agreement.",
)
STOPPED = (ClosingCause.NO_FUNDING, "The company closed its plant; nobody is left who could carry the project on.")
DEAL_BREAKERS = (
    ("No exclusivity: we go on working with their competitors.", True, "Article 4 says so now."),
    ("The emblem stands only on what we approved in writing.", True, "An annex lists what it may stand on."),
    ("Their name is not mentioned before their own announcement.", False, "Both announce on the same day."),
    ("All sites may be visited without notice.", True, "Agreed: two days' notice, any site."),
    ("Disputes go to a court in their country.", False, "Arbitration under UNCITRAL rules was agreed."),
)
CLAUSES = (
    ("arbitration", "They want their own courts."),
    ("logo", "They ask for the emblem on packaging."),
    ("nda", "What may be said about wages that were found."),
    ("other", "Who owns the training films."),
)
NDA_MINIMUM = "The name of the company, the countries, the aim in one sentence, and the years."
LESSONS = (
    (LessonKind.WORKED, "One person on each side who may decide, and a call every two weeks, whatever happens."),
    (LessonKind.WORKED, "The company's own buyers told the suppliers; from us alone they would not have heard it."),
    (LessonKind.FAILED, "Goods arrived before customs was cleared: two months of storage ate a tenth of their value."),
    (LessonKind.FAILED, "We promised figures for the annual report that no office had been asked to collect."),
    (LessonKind.ADVICE, "Ask the legal department for the arbitration clause first: everything else takes days."),
    (LessonKind.ADVICE, "Begin with one plant and show its manager's figures to the others."),
)
MILESTONES = (
    "First meeting of the steering group",
    "Baseline survey handed in",
    "First course begins",
    "Mid-term review with the company",
    "Joint press release",
    "Final report",
)
NARRATIVES = (
    "The second course was full within a week.",
    "Behind the plan: the rains closed the road for six weeks.",
    "Counted by the company, checked by us at three sites.",
)
COMMENTS = {
    "en": "Quick answers from the office. The reports could be shorter.",
    "fr": "Une équipe disponible et franche. Les délais juridiques sont trop longs.",
    "es": "Un equipo cercano. Nos gustaría recibir los resultados antes de cerrar el año.",
}
FOR_WHAT = (
    "Training and wages of trainers",
    "Goods from stock",
    "Staff time of its engineers",
    "Transport to the port",
)
EVENTS = (
    ("Round table on recruitment fees", "advocacy", "ethical-recruitment"),
    ("Job fair for returnees", "implementation", "youth-employment"),
    ("Winter clothes for families in transit", "resource_mobilisation", "emergency-and-recovery"),
    ("Hackathon on remittances", "innovation", "diaspora-engagement"),
    ("Panel on supply chains at the trade fair", "advocacy", "counter-trafficking"),
    ("Health day at the bus station", "implementation", "health"),
    ("Guest lecture for managers", "advocacy", "labour-mobility"),
    ("One-time gift of water filters", "resource_mobilisation", "climate-and-migration"),
)
WORKSHOP = "Workshop on fair recruitment for Bangkok's employers"
PAPERS = (
    ("proposal", "Concept note", "A first course for 30 people, a steering group, and what each side brings."),
    ("report", "Progress report", "What was done, what it cost, what comes next."),
    ("other", "Minutes of the steering group", "Present: both point persons. Agreed: the second course begins in May."),
)
TEMPLATES = (
    ("Memorandum of understanding", "memorandum", "en", "Where no money changes hands."),
    ("Protocole d'accord", "memorandum", "fr", "Lorsqu'aucun paiement n'est prévu."),
    ("Memorando de entendimiento", "memorandum", "es", "Cuando no se prevén pagos."),
    ("Donor agreement with a company", "donor", "en", "For cash of more than USD 10,000."),
    ("Service agreement", "service", "en", "Where the company pays for advice, as under CREST."),
    ("Pro bono agreement", "pro_bono", "en", "For legal or technical advice without a fee."),
)
