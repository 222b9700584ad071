"""What donations add to the pages of the layers below: each part has a file of its own."""

from . import merging  # noqa: F401
from .allocations import extensions as allocations  # noqa: F401
from .appeals import extensions as appeals  # noqa: F401
from .demo import extensions as demo  # noqa: F401
from .donors import extensions as donors  # noqa: F401
from .gifts import extensions as gifts  # noqa: F401
