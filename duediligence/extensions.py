"""What due diligence adds to the pages of the layers below: each part has a file of its own."""

from . import merging, navigation, notices  # noqa: F401
from .criteria import extensions  # noqa: F401
