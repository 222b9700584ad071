"""What due diligence adds to the pages of the layers below: each part has a file of its own."""

from . import merging, navigation, notices  # noqa: F401
from .clearances import extensions as clearances  # noqa: F401
from .criteria import extensions as criteria  # noqa: F401
from .demo import extensions as demo  # noqa: F401
from .monitoring import extensions as monitoring  # noqa: F401
from .screening import extensions as screening  # noqa: F401
from .watchlists import extensions as watchlists  # noqa: F401
