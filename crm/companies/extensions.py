"""What this app adds to the pages of the layers below and to the hosts of core."""

from . import company_parts, contact_parts, tables  # noqa: F401
from .importing import kinds  # noqa: F401
