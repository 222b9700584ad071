from .companies import AffiliationFactory, CompanyFactory, ContactFactory, ThemeFactory
from .contactlog import CoordinationRequestFactory, FollowUpFactory, InteractionFactory
from .people import OfficeFactory, RoleFactory, UserFactory

__all__ = [
    "AffiliationFactory",
    "CompanyFactory",
    "ContactFactory",
    "CoordinationRequestFactory",
    "FollowUpFactory",
    "InteractionFactory",
    "OfficeFactory",
    "RoleFactory",
    "ThemeFactory",
    "UserFactory",
]
