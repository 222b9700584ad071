"""Invented entries for two watch lists. None of these people, firms and ships exists."""

UN_NAME, OWN_NAME = "un-demo-data.csv", "own-list-demo-data.csv"
_UN = """number in the list,name,type,aliases,country,date of birth,programme,listed on
DEMO-UN-001,Zoltrak Vermundsen,person,Zoltan the Clerk,NO,1961-04-02,Demo regime A,2019-03-11
DEMO-UN-002,Ebrulin Haskaroff,person,Ebru Haskar,TR,1958,Demo regime A,2018-06-20
DEMO-UN-003,Quenby Ostrivarre,person,,BE,1970-11-30,Demo regime B,2021-01-15
DEMO-UN-004,Thurzimandel Brakkovic,person,T. Brakko,RS,1966-02,Demo regime B,2021-01-15
DEMO-UN-005,Wexforde Ilimbaro,person,,ZA,1975-08-19,Demo regime C,2022-09-05
DEMO-UN-006,Yrsalind Okvabashi,person,Madame Ok,GE,1969-12-01,Demo regime C,2022-09-05
DEMO-UN-007,Zephyrine Munitions Bureau,organisation,ZMB,SY,,Demo regime A,2017-02-01
DEMO-UN-008,Grishkat Overseas Procurement,organisation,Grishkat OP,KP,,Demo regime B,2016-12-12
DEMO-UN-009,Vortumna Shadow Holdings,organisation,,PA,,Demo regime B,2020-10-08
DEMO-UN-010,Huldrabank of Nethercape,organisation,Huldrabank,CY,,Demo regime C,2023-04-27
"""
_OWN = """number in the list,name,type,aliases,country,date of birth,reason,listed on
DEMO-OWN-004,Wizzelbrook Catering Concern,organisation,,GB,,Invoices for meals that were never served,2022-05-03
DEMO-OWN-005,Trobriandt Charter Flights,organisation,TCF,BE,,Left passengers behind and kept the advance,2021-09-14
DEMO-OWN-006,Opaquetta Fiduciary,organisation,,LU,,Would not say who owns it,2023-02-21
DEMO-OWN-007,Pyrrhonix Tents and Tarpaulins,organisation,Pyrrhonix TT,CN,,Fire tests were forged,2020-11-02
DEMO-OWN-008,Gullveig Broker House,organisation,,IS,,Asked migrants for fees in our name,2022-08-30
DEMO-OWN-009,Skullduggan Brothers Warehouses,organisation,,IE,,Goods were missing at three counts,2019-07-18
DEMO-OWN-010,Kvisling Security Detail,organisation,KSD,NO,,Guards without a permit,2021-03-09
DEMO-OWN-011,Ombrage Placement Bureau,organisation,,FR,,Kept the passports of workers,2023-06-12
DEMO-OWN-012,Nimbostrat Data Brokers,organisation,,EE,,Sold addresses of asylum seekers,2024-01-25
DEMO-OWN-013,Faustling Legacy Trust,organisation,,LI,,The giver of a donation was not the owner of the money,2020-04-17
DEMO-OWN-014,Bragamont Vehicle Hire,organisation,,PT,,Cars without insurance,2022-10-06
DEMO-OWN-015,Zuhälterin Entertainment Group,organisation,,AT,,Reported for exploitation,2021-12-01
DEMO-OWN-016,Leopolda Vantrissen,person,,NL,1973-05-14,Collected money in our name without leave,2022-01-20
DEMO-OWN-017,Udalrich Pfennigfuchs,person,U. Fuchs,DE,1959,Bribed a member of our staff,2018-09-28
DEMO-OWN-018,Oberonia Castellweather,person,,US,1981-10-03,Threatened a colleague,2023-11-16
DEMO-OWN-019,Xanthippos Karagöllides,person,,GR,1967,Forged letters of recommendation,2020-02-11
DEMO-OWN-020,Saltwraith Endeavour,vessel,,PA,,Carried people under the deck,2021-07-07
"""


def un_list() -> str:
    return _UN


def own_list(*, names: list[tuple[str, str]]) -> str:
    """Twenty entries; the first ones bear the given names, each with its country."""
    reasons = ("Did not deliver, and kept the advance", "Confused with another firm before", "Unpaid wages at a site")
    rows = [
        f'DEMO-OWN-{number:03},"{name}",organisation,,{country},,"{reason}",2022-03-{number + 9:02}'
        for number, ((name, country), reason) in enumerate(zip(names, reasons, strict=True), start=1)
    ]
    return _OWN + "\n".join(rows) + "\n"
