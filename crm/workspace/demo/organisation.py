"""Offices, people, roles and delegations of the demo organisation."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django_countries import countries

from crm.accounts.demo import DOMAIN, PASSWORD
from crm.accounts.enums import OfficeKind, Role, Seat, Staffing
from crm.accounts.models import Delegation, Office, RegionCountry, RoleAssignment, User
from crm.core.text import fold

from .places import COUNTRY_OFFICES, REGION_OF, REGIONS
from .words import FAMILY, GIVEN

# Of 28 offices that answered, 2 had fully funded staff, 2 partly funded, 9 a focal point, 14 ad hoc (domain.md 2).
STAFFING = [Staffing.FULLY_FUNDED] * 2 + [Staffing.PARTLY_FUNDED] * 2 + [Staffing.FOCAL_POINT] * 9
STAFFING += [Staffing.AD_HOC] * 14 + [Staffing.NONE]


@dataclass
class Organisation:
    hq: Office
    regions: dict[str, Office] = field(default_factory=dict)
    countries: dict[str, Office] = field(default_factory=dict)
    staff: dict[int, list[User]] = field(default_factory=dict)

    def region_of(self, office: Office) -> str:
        """The regional office's code whose names and customs the office shares, "HQ" for headquarters and hubs."""
        if office.kind == OfficeKind.REGIONAL:
            return office.code
        return REGION_OF.get(office.code, "HQ")


def build(*, rng: Random, today: date) -> Organisation:
    organisation = _offices(rng)
    people = _People(rng, today)
    _headquarters(organisation, people)
    for code, office in organisation.countries.items():
        region = REGION_OF[code]
        people.add(office, region, Role.CHIEF_OF_MISSION, "Chief of mission")
        people.add(office, region, Role.STAFF, "Private sector focal point")
        if rng.random() < 0.35:
            people.add(office, region, Role.STAFF, "Programme officer")
    for code, office in organisation.regions.items():
        people.add(office, code, Role.REGIONAL_DIRECTOR, "Regional director")
        people.add(office, code, Role.STAFF, "Regional liaison and policy officer")
    organisation.staff = people.save()
    _delegations(organisation, rng, today)
    return organisation


def _office(parent: Office | None, **values: object) -> Office:
    office = Office.objects.create(parent=parent, **values)
    office.path = f"{parent.path if parent else '/'}{office.pk}/"
    office.save(update_fields=["path"])
    return office


def _offices(rng: Random) -> Organisation:
    hq = _office(
        None,
        code="HQ",
        name="Headquarters",
        kind=OfficeKind.HEADQUARTERS,
        country="CH",
        city="Geneva",
        time_zone="Europe/Zurich",
        staffing=Staffing.FULLY_FUNDED,
        email=f"headquarters@{DOMAIN}",
    )
    found = Organisation(hq)
    for code, (city, country, zone, _language, _countries) in REGIONS.items():
        found.regions[code] = _office(
            hq,
            code=code,
            name=f"Regional office {city}",
            kind=OfficeKind.REGIONAL,
            country=country,
            city=city,
            time_zone=zone,
            staffing=Staffing.FOCAL_POINT,
            email=f"{code.lower()}@{DOMAIN}",
        )
    RegionCountry.objects.bulk_create(
        RegionCountry(country=country, office=found.regions[region]) for country, region in REGION_OF.items()
    )
    for country, (city, zone, _language) in COUNTRY_OFFICES.items():
        found.countries[country] = _office(
            found.regions[REGION_OF[country]],
            code=country,
            name=f"{_country_name(country)} ({city})",
            kind=OfficeKind.COUNTRY,
            country=country,
            city=city,
            time_zone=zone,
            staffing=rng.choice(STAFFING),
            email=f"{country.lower()}@{DOMAIN}",
        )
    found.countries["KR"].staffing_note = "Donations are tax-deductible here."
    found.countries["KR"].save(update_fields=["staffing_note"])
    hub = _office(
        hq,
        code="HUB-US",
        name="Fundraising hub Washington",
        kind=OfficeKind.HUB,
        country="US",
        city="Washington, D.C.",
        time_zone="America/New_York",
        staffing=Staffing.FULLY_FUNDED,
        email=f"hub-us@{DOMAIN}",
    )
    found.regions["HUB-US"] = hub
    return found


def _country_name(code: str) -> str:
    return str(countries.name(code))


class _People:
    """Collects people and their roles, and writes them at once."""

    def __init__(self, rng: Random, today: date) -> None:
        self.rng = rng
        self.since = today - timedelta(days=900)
        self.password = make_password(PASSWORD)
        self.users: list[User] = []
        self.roles: list[RoleAssignment] = []
        self.taken: set[str] = set()

    def add(self, office: Office, names: str, role: str, title: str, **extra: str) -> User:
        name, email = self._name(names)
        language = self._language(office)
        user = User(
            email=email,
            name=name,
            job_title=title,
            office=office,
            language=language,
            password=self.password,
            expertise=self._expertise(),
            phone=f"+41 22 555 {len(self.users):04}",
        )
        self.users.append(user)
        self.roles.append(RoleAssignment(user=user, role=role, office=office, starts_on=self.since, **extra))
        return user

    def save(self) -> dict[int, list[User]]:
        User.objects.bulk_create(self.users)
        RoleAssignment.objects.bulk_create(self.roles)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=u, email=u.email, verified=True, primary=True) for u in self.users
        )
        staff: dict[int, list[User]] = {}
        for user in self.users:
            staff.setdefault(user.office_id, []).append(user)
        return staff

    def _name(self, names: str) -> tuple[str, str]:
        pool = names if names in GIVEN else "HQ"
        while True:
            given, family = self.rng.choice(GIVEN[pool]), self.rng.choice(FAMILY[pool])
            email = f"{fold(given)}.{fold(family)}@{DOMAIN}".replace(" ", "")
            if email not in self.taken:
                self.taken.add(email)
                return f"{given} {family}", email
            if len(self.taken) > 100 * len(GIVEN):
                raise ValueError("the lists of names are too short for so many people")

    def _language(self, office: Office) -> str:
        if office.code in REGIONS:
            return REGIONS[office.code][3]
        return COUNTRY_OFFICES[office.code][2] if office.code in COUNTRY_OFFICES else "en"

    def _expertise(self) -> str:
        known = [
            "ethical recruitment",
            "airlines",
            "garment supply chains",
            "diaspora investment",
            "banks and remittances",
        ]
        return f"Has worked with companies on {self.rng.choice(known)}." if self.rng.random() < 0.4 else ""


def _headquarters(organisation: Organisation, people: _People) -> None:
    hq, hub = organisation.hq, organisation.regions.pop("HUB-US")
    for title in ("Head of private sector liaison", "Private sector liaison officer", "Due diligence researcher"):
        people.add(hq, "HQ", Role.PARTNERSHIPS, title)
    people.add(hq, "HQ", Role.DIRECTOR_GENERAL, "Director General")
    seats = [
        (Seat.DEPUTY_DIRECTOR_GENERAL, "Deputy Director General"),
        (Seat.LEGAL_AFFAIRS, "Legal counsel"),
        (Seat.RESOURCE_MANAGEMENT, "Director, resource management"),
        (Seat.INTERNATIONAL_COOPERATION, "Director, international cooperation and partnerships"),
    ]
    for seat, title in seats:
        people.add(hq, "HQ", Role.COMMITTEE, title, seat=seat)
    people.add(hq, "HQ", Role.AUDITOR, "Internal auditor")
    people.add(hq, "HQ", Role.ADMINISTRATOR, "Application administrator")
    people.add(hub, "HQ", Role.HUB, "Executive director of the hub")
    people.add(hub, "HQ", Role.HUB, "Donor relations officer")


def _delegations(organisation: Organisation, rng: Random, today: date) -> None:
    """Two directors and a chief of mission are away; their colleagues decide for them."""
    for code in ("ROWCA", "ROAP"):
        director, deputy = organisation.staff[organisation.regions[code].pk][:2]
        _delegate(director, Role.REGIONAL_DIRECTOR, deputy, today, rng)
    chief, deputy = organisation.staff[organisation.countries["SN"].pk][:2]
    _delegate(chief, Role.CHIEF_OF_MISSION, deputy, today, rng)


def _delegate(holder: User, role: str, deputy: User, today: date, rng: Random) -> None:
    Delegation.objects.create(
        assignment=RoleAssignment.objects.get(user=holder, role=role),
        deputy=deputy,
        starts_on=today - timedelta(days=3),
        ends_on=today + timedelta(days=rng.randint(7, 21)),
        reason="Annual leave",
        created_by=holder,
    )
