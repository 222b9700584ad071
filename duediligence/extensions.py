"""What due diligence adds to the pages of the layers below: each part has a file of its own."""

from . import merging, notices  # noqa: F401
