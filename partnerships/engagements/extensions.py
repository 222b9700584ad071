"""What engagements bring to the hosts of the layers below: each noun has a file of its own."""

from . import company_parts, document_parts, engaged, host_parts, office_parts, several, tables  # noqa: F401
