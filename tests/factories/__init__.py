from .companies import AffiliationFactory, CompanyFactory, ContactFactory, ThemeFactory
from .contactlog import CoordinationRequestFactory, FollowUpFactory, InteractionFactory
from .people import OfficeFactory, RoleFactory, UserFactory
from .screenings import ScreeningFactory

__all__ = [
    "AffiliationFactory",
    "CompanyFactory",
    "ContactFactory",
    "CoordinationRequestFactory",
    "FollowUpFactory",
    "InteractionFactory",
    "OfficeFactory",
    "RoleFactory",
    "ScreeningFactory",
    "ThemeFactory",
    "UserFactory",
]
