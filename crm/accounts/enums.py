from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("Headquarters")
    REGIONAL = "regional", _("Regional office")
    COUNTRY = "country", _("Country office")
    HUB = "hub", _("Fundraising hub")


class Staffing(models.TextChoices):
    """How an office staffs its private-sector work (domain.md section 2)."""

    FULLY_FUNDED = "fully_funded", _("Fully funded staff")
    PARTLY_FUNDED = "partly_funded", _("Partly funded staff")
    FOCAL_POINT = "focal_point", _("Focal point")
    AD_HOC = "ad_hoc", _("Ad hoc")
    NONE = "none", _("None")


class Role(models.TextChoices):
    """Held for an office and for a period. The values are the REST contract's."""

    STAFF = "staff", _("Staff")
    CHIEF_OF_MISSION = "chief_of_mission", _("Chief of mission")
    REGIONAL_DIRECTOR = "regional_director", _("Regional director")
    PARTNERSHIPS = "partnerships", _("Partnerships team")
    COMMITTEE = "committee", _("Committee member")
    DIRECTOR_GENERAL = "director_general", _("Director General")
    HUB = "hub", _("Hub staff")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Seat(models.TextChoices):
    """A committee member's seat (domain.md section 2)."""

    DEPUTY_DIRECTOR_GENERAL = "deputy_director_general", _("Deputy Director General (chair)")
    LEGAL_AFFAIRS = "legal_affairs", _("Legal Affairs")
    RESOURCE_MANAGEMENT = "resource_management", _("Resource Management")
    INTERNATIONAL_COOPERATION = "international_cooperation", _("International Cooperation and Partnerships")
    OTHER = "other", _("Other department")


class KeyScope(models.TextChoices):
    READ = "read", _("Read")
    READ_WRITE = "read_write", _("Read and write")


class Theme(models.TextChoices):
    """Light or dark pages."""

    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


# What a role may be held for (domain.md section 2); a role that is not named here, for any office.
ROLE_FITS: dict[str, frozenset[str]] = {
    Role.CHIEF_OF_MISSION: frozenset({OfficeKind.COUNTRY}),
    Role.REGIONAL_DIRECTOR: frozenset({OfficeKind.REGIONAL}),
    Role.PARTNERSHIPS: frozenset({OfficeKind.HEADQUARTERS}),
    Role.COMMITTEE: frozenset({OfficeKind.HEADQUARTERS}),
    Role.DIRECTOR_GENERAL: frozenset({OfficeKind.HEADQUARTERS}),
    Role.HUB: frozenset({OfficeKind.HUB}),
}
# One holder for an office at a time.
SOLE_ROLES = (Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR, Role.DIRECTOR_GENERAL)
# These decide, and so may name a deputy.
DECIDING_ROLES = (*SOLE_ROLES, Role.COMMITTEE)
# These never decide, also not as a deputy.
NEVER_DECIDING_ROLES = (Role.AUDITOR, Role.ADMINISTRATOR)
# One holder at a time, of each.
STANDING_SEATS = tuple(seat for seat in Seat if seat != Seat.OTHER)
# Below what an office of a kind may stand; the headquarters stand below nothing. A trigger says the same.
PARENT_KINDS: dict[str, frozenset[str]] = {
    OfficeKind.REGIONAL: frozenset({OfficeKind.HEADQUARTERS}),
    OfficeKind.COUNTRY: frozenset({OfficeKind.REGIONAL}),
    OfficeKind.HUB: frozenset({OfficeKind.HEADQUARTERS, OfficeKind.REGIONAL}),
}
