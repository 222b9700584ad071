"""The standing cast: one small organisation with somebody in every role. `cast` builds it; each person is a fixture.

Headquarters (Geneva) above the regional offices of Dakar and Nairobi; below Dakar the country offices of Senegal and
Ghana, below Nairobi that of Kenya.
"""

from types import SimpleNamespace

import pytest

from crm.accounts.enums import OfficeKind, Role, Seat

from .factories import OfficeFactory, RoleFactory, UserFactory


def build_cast() -> SimpleNamespace:
    hq = OfficeFactory(code="HQ", name="Headquarters", kind=OfficeKind.HEADQUARTERS, country="CH", city="Geneva")
    dakar = OfficeFactory(code="ROWCA", name="Dakar", kind=OfficeKind.REGIONAL, country="SN", parent=hq)
    nairobi = OfficeFactory(code="ROEHA", name="Nairobi", kind=OfficeKind.REGIONAL, country="KE", parent=hq)
    senegal = OfficeFactory(code="SN", name="Senegal", kind=OfficeKind.COUNTRY, country="SN", parent=dakar)
    ghana = OfficeFactory(code="GH", name="Ghana", kind=OfficeKind.COUNTRY, country="GH", parent=dakar)
    kenya = OfficeFactory(code="KE", name="Kenya", kind=OfficeKind.COUNTRY, country="KE", parent=nairobi)
    hub = OfficeFactory(code="HUBUS", name="Washington hub", kind=OfficeKind.HUB, country="US", parent=hq)

    def person(key: str, name: str, role: str, office, **extra):
        user = UserFactory(email=f"{key}@concord.example", name=name, office=office)
        RoleFactory(user=user, role=role, office=office, **extra)
        return user

    return SimpleNamespace(
        hq=hq,
        dakar=dakar,
        nairobi=nairobi,
        senegal=senegal,
        ghana=ghana,
        kenya=kenya,
        hub=hub,
        focal_point=person("focal_point", "Awa Ndiaye", Role.STAFF, senegal),
        neighbour=person("neighbour", "Kofi Mensah", Role.STAFF, ghana),
        outsider=person("outsider", "Grace Otieno", Role.STAFF, kenya),
        chief_of_mission=person("chief_of_mission", "Jean Kouassi", Role.CHIEF_OF_MISSION, senegal),
        regional_director=person("regional_director", "Mariam Traoré", Role.REGIONAL_DIRECTOR, dakar),
        other_director=person("other_director", "Peter Mwangi", Role.REGIONAL_DIRECTOR, nairobi),
        partnerships_officer=person("partnerships_officer", "Lena Fischer", Role.PARTNERSHIPS, hq),
        committee_member=person("committee_member", "Ana Silva", Role.COMMITTEE, hq, seat=Seat.LEGAL_AFFAIRS),
        director_general=person("director_general", "Tom Hughes", Role.DIRECTOR_GENERAL, hq),
        hub_officer=person("hub_officer", "Dana Reed", Role.HUB, hub),
        auditor=person("auditor", "Ivo Novak", Role.AUDITOR, hq),
        administrator=person("administrator", "Sara Lind", Role.ADMINISTRATOR, hq),
    )


PEOPLE = [
    "focal_point",
    "neighbour",
    "outsider",
    "chief_of_mission",
    "regional_director",
    "other_director",
    "partnerships_officer",
    "committee_member",
    "director_general",
    "hub_officer",
    "auditor",
    "administrator",
]


@pytest.fixture
def cast(db) -> SimpleNamespace:
    return build_cast()


def _member(key: str):
    @pytest.fixture(name=key)
    def member(cast):
        return getattr(cast, key)

    return member


for _key in PEOPLE:
    globals()[_key] = _member(_key)
