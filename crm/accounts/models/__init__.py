from .api_key import ApiKey
from .delegation import Delegation
from .idempotency import IdempotentAnswer
from .office import Office, RegionCountry
from .role import RoleAssignment
from .user import User

__all__ = ["ApiKey", "Delegation", "IdempotentAnswer", "Office", "RegionCountry", "RoleAssignment", "User"]
