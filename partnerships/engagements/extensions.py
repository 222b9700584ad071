"""What engagements bring to the hosts of the layers below."""

from . import tables  # noqa: F401
