"""Invented names and phrases. Nobody and no company here exists."""

GIVEN = {
    "ROMENA": "Layla Omar Nadia Karim Salma Youssef Hana Tarek Rania Samir Dina Walid".split(),
    "ROEHA": "Grace Peter Amina Joseph Wanjiru Daniel Esther Abdi Mercy Samuel Zainab Brian".split(),
    "ROEEA": "Sophie Lukas Elena Martin Ingrid Paolo Claire Jonas Marta Henrik Lucie Pieter".split(),
    "ROWCA": "Awa Mamadou Fatou Kofi Aminata Ibrahim Mariam Seydou Ama Ousmane Adjoa Cheikh".split(),
    "ROAP": "Linh Arif Mei Kenji Ananya Somchai Jiwon Putri Rahul Maya Minh Siti".split(),
    "ROSEEECA": "Ana Mihai Elif Oleksandr Nino Ivan Oksana Emre Ioana Giorgi Katya Dmitri".split(),
    "ROSAM": "Sofía Mateo Camila Diego Valentina Rafael Lucía Thiago Paula Andrés Renata Julián".split(),
    "ROCNAC": "María Carlos Gabriela Luis Daniela Jorge Marie Jean Alejandra Kevin Isabel Héctor".split(),
    "ROSA": "Thandi Sipho Naledi João Chipo Tendai Lerato Themba Celeste Mwape Zola Pedro".split(),
    "HQ": "Lena Marc Chiara David Yuki Anders Leila Thomas Ingrid Rajiv Helen Paul".split(),
}
FAMILY = {
    "ROMENA": "Haddad Mansour Khoury Ziani Fahmy Najjar Saleh Bennani Aziz Darwish Hamdi Rizk".split(),
    "ROEHA": "Otieno Mwangi Hassan Kamau Uwase Okello Tesfaye Achieng Njoroge Ndayizeye Juma Wekesa".split(),
    "ROEEA": "Peeters Schmidt Rossi Dubois Virtanen Hughes Moreau Janssen Weber Bianchi Lambert Fischer".split(),
    "ROWCA": "Diallo Ndiaye Mensah Traoré Kouassi Bah Sow Asante Camara Diop Keita Okafor".split(),
    "ROAP": "Tran Rahman Chen Tanaka Sharma Chaiyasit Kim Wijaya Thapa Nguyen Santos Lim".split(),
    "ROSEEECA": "Popescu Yılmaz Kovalenko Beridze Ionescu Demir Novak Petrova Marin Lysenko Kaya Ivanov".split(),
    "ROSAM": "Rojas Silva Fernández Castro Mendoza Vargas Pereira Quispe Herrera Lima Torres Acosta".split(),
    "ROCNAC": "Morales Jiménez Pierre Castillo Vega Baptiste López Rivas Herrera Solano Reyes Cruz".split(),
    "ROSA": "Dlamini Nkosi Machava Banda Moyo Phiri Khumalo Sithole Mbeki Zulu Tembo Cossa".split(),
    "HQ": "Fischer Keller Romano Berg Nakamura Lindqvist Haddad Meyer Olsen Patel Clarke Favre".split(),
}

# ISIC section or division, then what such a company calls itself.
TRADES = [
    ("A01", "Farms Harvest Plantations Orchards"),
    ("A03", "Fisheries Seafood Aquaculture"),
    ("C10", "Foods Mills Provisions"),
    ("C13", "Textiles Weaving Spinning"),
    ("C14", "Garments Apparel Knitwear"),
    ("C21", "Pharma Laboratories Remedies"),
    ("C26", "Electronics Circuits Devices"),
    ("D35", "Energy Solar Power"),
    ("E36", "Water Waterworks"),
    ("F41", "Construction Builders Housing"),
    ("G47", "Retail Markets Stores"),
    ("H50", "Shipping Marine Ferries"),
    ("H51", "Airways Aviation"),
    ("H52", "Logistics Freight Warehousing"),
    ("I55", "Hotels Hospitality Resorts"),
    ("J61", "Telecom Mobile Networks"),
    ("J62", "Software Systems Digital"),
    ("K64", "Bank Capital Finance"),
    ("K65", "Insurance Assurance"),
    ("M70", "Consulting Advisory Partners"),
    ("N78", "Recruitment Staffing Talent"),
    ("P85", "Academy Learning Institute"),
    ("Q86", "Health Clinics Care"),
]
ROOTS = (
    "Alderon Amberline Arcadel Baobara Belvanto Bluefjord Brightwell Calanthe Cedarline Cobaltine Corvane Crestmoor "
    "Dawnfield Deltara Eastmere Elmbrook Everline Fairhaven Fernholt Goldquay Greyfen Halcyra Harborline Highmarsh "
    "Ilmara Ironvale Jadera Kestrelle Kilimara Lakeshire Larkfield Lumenta Maravel Meridara Mistralle Monteluz "
    "Nordhelm Northgate Novalis Oakhurst Oceanne Orinoka Palmetta Pinecrest Quarano Redwillow Riverton Sablemont "
    "Sahelia Savannera Silverpine Solenza Southquay Stonebridge Sunhaven Tamarind Teranga Thornbury Tidewater Umbrelle "
    "Valdoria Verdanza Westmark Whitecliff Yarrowdale Zambora Zephyrine"
).split()
LEGAL_FORMS = {
    "ROMENA": ["LLC", "SAE", "SARL", "Group"],
    "ROEHA": ["Ltd", "PLC", "Ltd", "Holdings Ltd"],
    "ROEEA": ["GmbH", "SA", "BV", "Oy", "Ltd", "S.p.A."],
    "ROWCA": ["SARL", "SA", "Ltd", "SA"],
    "ROAP": ["Co., Ltd.", "Pte Ltd", "Pvt Ltd", "PT Tbk", "Inc."],
    "ROSEEECA": ["SRL", "A.Ş.", "LLC", "JSC"],
    "ROSAM": ["S.A.", "SpA", "Ltda", "S.A.S."],
    "ROCNAC": ["S.A.", "Inc.", "S. de R.L.", "LLC"],
    "ROSA": ["(Pty) Ltd", "Lda", "Ltd", "PLC"],
}
POSTS = [
    "Head of sustainability",
    "Chief executive",
    "Human resources director",
    "Corporate affairs manager",
    "Supply chain manager",
    "Director, foundation",
    "Compliance officer",
    "Public policy lead",
    "Communications manager",
    "Chief financial officer",
    "Country manager",
    "Partnerships manager",
]

# theme code: (subject in English, French, Spanish)
SUBJECTS = {
    "ethical-recruitment": (
        "Recruitment fees in their supply chain",
        "Frais de recrutement dans leur chaîne d'approvisionnement",
        "Comisiones de contratación en su cadena de suministro",
    ),
    "counter-trafficking": (
        "Training of site managers on forced labour",
        "Formation des chefs de site sur le travail forcé",
        "Formación de jefes de obra sobre trabajo forzoso",
    ),
    "labour-mobility": (
        "Skills scheme for seasonal workers",
        "Programme de compétences pour travailleurs saisonniers",
        "Programa de competencias para trabajadores de temporada",
    ),
    "integration": (
        "Traineeships for newly arrived people",
        "Stages pour personnes nouvellement arrivées",
        "Prácticas para personas recién llegadas",
    ),
    "emergency": (
        "Transport of relief goods",
        "Transport de secours",
        "Transporte de ayuda de emergencia",
    ),
    "youth-employment": (
        "Apprenticeships for returnees",
        "Apprentissages pour les personnes de retour",
        "Aprendizajes para personas retornadas",
    ),
}
NOTES = {
    "en": [
        "They are open to a pilot and ask for a concept note of two pages.",
        "The budget for this year is committed; they can decide in the first quarter.",
        "Their legal department wants to see our standard agreement first.",
        "They asked who else in the organisation is in touch with their group.",
        "Good meeting; the contact is leaving the company in spring and named a successor.",
    ],
    "fr": [
        "Ils sont ouverts à un projet pilote et demandent une note de deux pages.",
        "Le budget de l'année est engagé ; une décision est possible au premier trimestre.",
        "Leur service juridique souhaite voir d'abord notre accord type.",
        "Ils ont demandé qui d'autre dans l'organisation est en contact avec leur groupe.",
    ],
    "es": [
        "Están abiertos a un piloto y piden una nota conceptual de dos páginas.",
        "El presupuesto de este año está comprometido; podrían decidir en el primer trimestre.",
        "Su departamento jurídico quiere ver primero nuestro acuerdo tipo.",
        "Preguntaron quién más en la organización está en contacto con su grupo.",
    ],
}
TASKS = [
    "Send the concept note",
    "Share the standard agreement",
    "Arrange a call with the regional office",
    "Ask for their human rights policy",
    "Thank them in writing",
    "Propose dates for a site visit",
]
TAGS = [
    "supply chain",
    "CREST",
    "airline",
    "in-kind",
    "Global Compact local network",
    "technology",
    "family firm",
    "diaspora-owned",
    "signatory of the recruitment principles",
    "met at a trade fair",
]
