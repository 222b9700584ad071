"""The words that invented names are made of. Places and family names are real words, companies are not."""

# ruff: noqa: E501, SIM905 - lists of words, to be read as such.

# (beginnings, middles, endings) of coined words.
SYLLABLES = {
    "en": (
        "al ar bel bright bur car cor cres dal dan del el ever fal far fen gar glen gran hal har ink jor kel ken lan len lor "
        "mar mel mor nel nor oak or pen per quin rad ren rod sal sel sil stan ster tal tel ter tor ul val ver wes win yor zen".split(),
        "a an ar be by ca co da de do en er fa fi ga gi ha i la le li lo ma me mi na ne no o ra re ri ro sa se si ta te ti to va ve".split(),
        "bridge burn by croft dale den field ford gate ham ia ion is land ley line lux mar mere more nex on ora port ridge "
        "ris side son stead ton tra va vale ville ward way well wick wood worth".split(),
    ),
    "fr": (
        "am au be bel bo bre cha che clai cor da de du é fa fon gai gra gui ha jou la le lu ma mau mon na o pa per pi "
        "qui ra re ro sa so su ta tré va ver vi".split(),
        "bi cha cou de di fi gna la le li lo mi mo na ni phi ra ri ro sa te ti vi".split(),
        "al ance ard eau elle ence erie essa euil eur ette ier ille in ine ique is oche oise on ongue ou oy ude".split(),
    ),
    "es": (
        "al ar ba ca ce co cor do es fe flo ga go gua ha i ja la li lo ma me mi na o pa pe pue que ra ri ro sa se si so ta "
        "te to tru va ve vi za".split(),
        "bi ca ci co da de di do ga la le li lo ma mi na ne ni ño pa ra ri ro sa ta te ti to va".split(),
        "ada al alba ales ana anza ar areda azo cia dad dora el ena encia era ero eza iera illa ino isa o ola ora os ura".split(),
    ),
    "de": (
        "adel alt berg blau bruck dorn ei eich falk fein frei gold grau hart heid hof kalt kirch klein kron lang lind "
        "löw mühl neu nord ober ost pfaff quell rein roth schön schwarz sieg stahl stein thal über vogt wald weiß wolf zell".split(),
        "a ber bach bren de en er feld i ge hau in kel le ma ne ren sen te wer".split(),
        "au bach bau berg brück burg dorf eck ermann feld hausen heim hof ing ken kamp lein mann meier münd ner rath "
        "reuth ried see sohn stadt stein tal werk".split(),
    ),
    "it": (
        "al ar ba be bian bo ca ce co cor da di fa fer fi fio gal ge gio gra i la li lo ma me mi mo na o pa pe po ra ri ro "
        "sa se si so ta te to tre va ve vi za".split(),
        "bi ca ci co da de di gi la le li lo ma mi na ne ni ra ri ro sa ta te ti to va vi".split(),
        "accio ale ana andra anti ari ella elli enza era erini esco etta ezza iano ina ini ola one ora otti uccio".split(),
    ),
    "id": (
        "adi agung ang ari bagus bali ban bara baru bina bu cak cipta dar di eka gema guna indo ja jaya ka karya kusu la "
        "ma maju mega mulia nusa pa per pra pu raha ra sa san sari se su suka sum surya ta tri tunas u utama wa wi".split(),
        "bu da di ga ha ka la ma na nu ra ri sa ta ti tra ya".split(),
        "bakti bara dana dika gara guna harja indah jaya karsa lestari makmur mas nusa panca perkasa pratama raya rejo "
        "sakti santosa sari sejati tama utama wangi wijaya".split(),
    ),
    "tr": (
        "ak al an ar ay baş bey bil boz bu çe çı de dem do ege er gök gül gün hak ka kar kay ko kur me mer o öz pa sa ser "
        "şa ta tek tu ul ün ya yıl yü zir".split(),
        "a bi da de du ka ke la li lu ma me ne ni ra ru sa sı ta te ya yi".split(),
        "alp bay can demir doğan er gil han kan kaya lar ler man men oğlu pınar ran sel soy tan taş türk yol yurt".split(),
    ),
    "af": (
        "a ba bo chi da de di e fa ga gu ha i ja ka ki ko ku la lo ma mba mo mu na nde ndu nga nja nya o ra sa se si "
        "ta tho u wa ya ze zu".split(),
        "ba bi du ka la le li ma mba mo nda ndi nga ni ra ri sa tho ti wa wi za".split(),
        "ango asi ba bwe da kala kazi kwa la li lo ma manzi mbe mela moja na ndo nga nyika rembo sha tu wala wana yo zi".split(),
    ),
}
TRADES = {
    "en": "Foods Textiles Pharma Logistics Energy Construction Shipping Telecom Software Bank Insurance Consulting Trading "
    "Mining Airways Motors Steel Chemicals Plastics Packaging Retail Hotels Media Printing Farms Fisheries Timber Paper "
    "Cement Electronics Engineering Solutions Technologies Services Holdings Industries Partners Capital Investments "
    "Properties Healthcare Laboratories Recruitment Security Transport Freight Tours Design Marketing Water".split(),
    "fr": "Transports Assurances Bâtiment Conseil Distribution Énergie Alimentation Textiles Métallurgie Hôtellerie "
    "Télécoms Pharmacie Imprimerie Logistique Immobilier Finance Boulangerie Chimie Emballages Matériaux Mines Pêcheries "
    "Plantations Voyages Santé Ingénierie Mécanique Électricité Cosmétiques Informatique".split(),
    "es": "Alimentos Textiles Construcciones Transportes Seguros Energía Minera Pesquera Agrícola Comercial Consultores "
    "Inmobiliaria Laboratorios Logística Metalúrgica Papelera Petrolera Plásticos Química Servicios Siderúrgica "
    "Sistemas Telecomunicaciones Turismo Viajes Farmacéutica Maderas Cementos Envases Distribuidora".split(),
    "de": "Maschinenbau Logistik Versicherung Bau Chemie Energie Stahl Elektronik Lebensmittel Textil Handel Verlag "
    "Immobilien Pharma Reisen Technik Transport Beratung Möbel Papier Druck Kunststoff Metall Automobile Brauerei "
    "Werkzeuge Verpackung Systeme Anlagenbau Elektrotechnik".split(),
    "it": "Alimentari Tessile Costruzioni Trasporti Assicurazioni Energia Meccanica Chimica Arredamenti Ceramiche Moda "
    "Farmaceutici Immobiliare Logistica Siderurgia Plastica Viaggi Consulenza Elettronica Impianti Legnami Cantieri "
    "Vini Pelletteria Macchine Servizi Edilizia Carta Gomma Marmi".split(),
    "id": "Sejahtera Makmur Abadi Persada Tekstil Pangan Energi Semen Logistik Asuransi Bank Plastik Farma Kimia Kertas "
    "Otomotif Properti Perkebunan Sawit Perikanan Tambang Baja Elektronik Konstruksi Pelayaran Wisata Media Telekomunikasi "
    "Investama Sentosa".split(),
    "tr": "Tekstil Gıda İnşaat Enerji Lojistik Sigorta Turizm Madencilik Otomotiv Çelik Kimya Plastik Ambalaj Elektrik "
    "Makina Mobilya Tarım Denizcilik Havacılık Medya Bilişim Yazılım Sağlık İlaç Cam Seramik Kağıt Orman Nakliyat Ticaret".split(),
    "af": "Traders Tea Estates Coffee Sugar Millers Cotton Ginners Hauliers Safaris Beverages Dairies Agencies Enterprises "
    "Suppliers Contractors Motors Hardware Bank Sacco Insurance Energy Solar Telecom Cement Mining Flowers Fisheries "
    "Hides Tobacco".split(),
}
COMMON = {
    "en": "Global International National United General First Royal Pacific Atlantic Northern Southern Eastern Western "
    "Central Premier Advanced Modern Allied Standard Universal Continental Overseas Digital Green Blue Industrial".split(),
    "fr": "Générale Internationale Française Nationale Centrale Africaine Européenne Moderne Nouvelle Industrielle "
    "Commerciale Maritime Régionale Universelle Financière".split(),
    "es": "General Internacional Nacional Central Industrial Andina Ibérica Americana Moderna Nueva Unida Comercial "
    "Marítima Regional Universal Financiera".split(),
    "de": "Allgemeine Internationale Deutsche Norddeutsche Süddeutsche Vereinigte Neue Erste Rheinische Bayerische "
    "Europäische Moderne Zentrale Industrielle".split(),
    "it": "Generale Internazionale Nazionale Italiana Centrale Industriale Moderna Nuova Riunite Commerciale Marittima "
    "Lombarda Toscana Europea Universale".split(),
    "id": "Indonesia Nasional Internasional Sumber Cahaya Sinar Mitra Multi Global Anugerah Berkat Karunia Inti Prima Bumi".split(),
    "tr": "Uluslararası Anadolu Ege Marmara Genel Birleşik Yeni Milli Merkez Modern Büyük Akdeniz Karadeniz Trakya".split(),
    "af": "African East National General United Savannah Highland Coast Lake Rift Pan Royal Great Kingdom Continental".split(),
}
# (form, whether it stands in front)
FORMS = {
    "en": [("Ltd", False), ("Limited", False), ("PLC", False), ("Inc.", False), ("LLC", False), ("Corporation", False)],
    "fr": [("SA", False), ("SARL", False), ("S.A.S.", False), ("Société", True)],
    "es": [("S.A.", False), ("S.L.", False), ("S.A. de C.V.", False), ("Ltda", False), ("S.R.L.", False)],
    "de": [("GmbH", False), ("AG", False), ("GmbH & Co. KG", False), ("KG", False), ("SE", False)],
    "it": [("S.p.A.", False), ("S.r.l.", False), ("S.n.c.", False)],
    "id": [("PT", True), ("CV", True), ("PT", True)],
    "tr": [("A.Ş.", False), ("Ltd. Şti.", False)],
    "af": [("Ltd", False), ("(Pty) Ltd", False), ("PLC", False), ("Limited", False)],
}
PLACES = (
    "Nairobi Mombasa Kampala Kigali Lagos Accra Dakar Abidjan Douala Cairo Tunis Casablanca Amman Beirut Istanbul Izmir "
    "Athens Belgrade Bucharest Kyiv Warsaw Prague Vienna Berlin Hamburg Munich Zürich Geneva Milano Torino Roma Napoli "
    "Madrid Barcelona Sevilla Lisboa Porto Paris Lyon Marseille Bordeaux Brussels Antwerp Amsterdam Rotterdam London "
    "Manchester Glasgow Dublin Oslo Stockholm Helsinki Riga Jakarta Surabaya Manila Bangkok Hanoi Singapore Penang "
    "Colombo Mumbai Chennai Delhi Karachi Lahore Dhaka Tbilisi Almaty Baku Lima Bogotá Quito Caracas Santiago Córdoba "
    "Rosario Montevideo Recife Santos Campinas Panamá Managua Monterrey Puebla Toronto Montréal Boston Houston Denver "
    "Chicago Dallas Atlanta Lusaka Harare Maputo Luanda Durban Pretoria Gaborone Windhoek Kinshasa Bamako Niamey".split()
)
FAMILIES = (
    "Müller Schmidt Fischer Weber Wagner Becker Hoffmann Schäfer Koch Richter Klein Wolf Schröder Neumann Braun Zimmermann "
    "Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Laurent Lefebvre Michel Garnier Rousseau Blanchard "
    "García Martínez López Sánchez Pérez Gómez Fernández Díaz Álvarez Moreno Muñoz Romero Alonso Gutiérrez Navarro Torres "
    "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Costa Giordano "
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green "
    "Kovács Szabó Nagy Horváth Novák Svoboda Dvořák Kowalski Nowak Wiśniewski Wójcik Lewandowski Popescu Ionescu Dumitru "
    "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan "
    "Otieno Mwangi Kamau Njoroge Wanjala Achieng Okello Mugisha Nkosi Dlamini Khumalo Ndlovu Moyo Banda Phiri Mensah "
    "Okafor Adeyemi Balogun Diallo Traoré Keita Camara Ndiaye Diop Haddad Khoury Mansour Nasser Saleh Hassan Ibrahim "
    "Sharma Patel Gupta Singh Kumar Reddy Iyer Chatterjee Mukherjee Rahman Chowdhury Ahmed Khan Malik Nguyen Tran Pham "
    "Wijaya Santoso Hartono Gunawan Kusuma Susanto Tan Lim Wong Chen Wang Zhang Tanaka Suzuki Watanabe Yamamoto Kim Park".replace(
        "_", ""
    )
).split()
GIVEN = (
    "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Susan Richard Thomas Sarah Daniel Nancy Mark Emma "
    "Pierre Marie Jean Camille Luc Claire Antoine Sophie Carlos María José Carmen Antonio Lucía Javier Elena Hans Ursula Jürgen Monika "
    "Giovanni Chiara Marco Giulia Paolo Francesca Piotr Agnieszka Jan Katarzyna Ion Andreea Ivan Olga Sergei Natalia Dmitri Tatiana "
    "Mohamed Fatima Ahmed Aisha Ali Khadija Hassan Maryam Omar Zainab Yusuf Layla Ibrahim Salma Khalid Huda Mehmet Ayşe Mustafa Emine "
    "Grace Samuel Joyce Emmanuel Esther Kwame Ama Chidi Ngozi Babajide Funke Mamadou Aminata Ousmane Awa Thabo Nomsa Wanjiru Kipchoge "
    "Raj Priya Arjun Lakshmi Sanjay Anita Nguyet Minh Linh Siti Budi Dewi Agus Wei Li Fang Hiroshi Yuki Kenji Sakura Minjun Seoyeon"
).split()
_HANZI = list("华东海天龙金宏大中信安泰恒远光明新兴国通达成盛瑞丰永福德昌隆嘉利和亚联康源鑫万方正科创凯旺腾飞")
_KANA = list("アイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモヤユヨラリルレロワ")
_HANGUL = list("가나다라마바사아자차카타하고노도로모보소오조구누두루무부수우주기니디리미비시이지한국대성동서남북신")
HANZI = (
    _HANZI,
    "物流 科技 贸易 建设 能源 电子 食品 化工 投资 银行 保险 制药".split(),
    [("有限公司", False), ("股份有限公司", False), ("集团", False)],
)
KANA = (_KANA, "電機 自動車 物産 建設 商事 銀行 製薬 食品 工業 化学".split(), [("株式会社", True), ("株式会社", False)])
HANGUL = (
    _HANGUL,
    "전자 건설 화학 물산 은행 에너지 식품 제약 중공업 통신".split(),
    [("주식회사", True), ("(주)", True)],
)
