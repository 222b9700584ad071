"""The standing cast: one small organisation with somebody in every role. `cast` builds it; each person is a fixture.

Headquarters (Geneva) above the regional offices of Dakar and Nairobi; below Dakar the country offices of Senegal and
Ghana, below Nairobi that of Kenya.
"""

from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password

from crm.accounts.enums import OfficeKind, Role, Seat
from crm.accounts.models import Office, RoleAssignment, User

# Each row below the one it names; those above come first.
OFFICES = {
    "hq": (None, "HQ", "Headquarters", OfficeKind.HEADQUARTERS, "CH", "Geneva"),
    "dakar": ("hq", "ROWCA", "Dakar", OfficeKind.REGIONAL, "SN", ""),
    "nairobi": ("hq", "ROEHA", "Nairobi", OfficeKind.REGIONAL, "KE", ""),
    "hub": ("hq", "HUBUS", "Washington hub", OfficeKind.HUB, "US", ""),
    "senegal": ("dakar", "SN", "Senegal", OfficeKind.COUNTRY, "SN", ""),
    "ghana": ("dakar", "GH", "Ghana", OfficeKind.COUNTRY, "GH", ""),
    "kenya": ("nairobi", "KE", "Kenya", OfficeKind.COUNTRY, "KE", ""),
}
MEMBERS = {
    "focal_point": ("Awa Ndiaye", Role.STAFF, "senegal"),
    "neighbour": ("Kofi Mensah", Role.STAFF, "ghana"),
    "outsider": ("Grace Otieno", Role.STAFF, "kenya"),
    "chief_of_mission": ("Jean Kouassi", Role.CHIEF_OF_MISSION, "senegal"),
    "regional_director": ("Mariam Traoré", Role.REGIONAL_DIRECTOR, "dakar"),
    "other_director": ("Peter Mwangi", Role.REGIONAL_DIRECTOR, "nairobi"),
    "partnerships_officer": ("Lena Fischer", Role.PARTNERSHIPS, "hq"),
    "committee_member": ("Ana Silva", Role.COMMITTEE, "hq"),
    "director_general": ("Tom Hughes", Role.DIRECTOR_GENERAL, "hq"),
    "hub_officer": ("Dana Reed", Role.HUB, "hub"),
    "auditor": ("Ivo Novak", Role.AUDITOR, "hq"),
    "administrator": ("Sara Lind", Role.ADMINISTRATOR, "hq"),
}
PEOPLE = list(MEMBERS)
SEATS = {"committee_member": Seat.LEGAL_AFFAIRS}
SINCE = date(2020, 1, 1)


def build_cast() -> SimpleNamespace:
    """In few statements, not row by row: nearly every test begins with it."""
    offices = _offices()
    people = _people(offices)
    return SimpleNamespace(**offices, **people)


def _offices() -> dict[str, Office]:
    made: dict[str, Office] = {}
    for above in (None, "hq", "dakar", "nairobi"):
        below = {
            key: Office(code=code, name=name, kind=kind, country=country, city=city, parent=made.get(above))
            for key, (parent, code, name, kind, country, city) in OFFICES.items()
            if parent == above
        }
        Office.objects.bulk_create(below.values())
        made |= below
    for office in made.values():
        office.path = f"{office.parent.path if office.parent else '/'}{office.pk}/"
    Office.objects.bulk_update(made.values(), ["path"])
    return {key: made[key] for key in OFFICES}


def _people(offices: dict[str, Office]) -> dict[str, User]:
    made = {
        key: User(email=f"{key}@concord.example", name=name, office=offices[office], password=_password())
        for key, (name, _role, office) in MEMBERS.items()
    }
    User.objects.bulk_create(made.values())
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=made[key], role=role, office=offices[office], seat=SEATS.get(key, ""), starts_on=SINCE)
        for key, (_name, role, office) in MEMBERS.items()
    )
    return made


@cache
def _password() -> str:
    return make_password("correct horse battery")


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
