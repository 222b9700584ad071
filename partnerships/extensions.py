"""What partnerships add to the pages of the layers below: each part has a file of its own."""

from . import merging, navigation  # noqa: F401
from .agreements import extensions as agreements  # noqa: F401
from .demo import extensions as demo  # noqa: F401
from .engagements import extensions as engagements  # noqa: F401
from .funding import extensions as funding  # noqa: F401
from .grants import extensions as grants  # noqa: F401
from .importing import extensions as importing  # noqa: F401
from .pipeline import extensions as pipeline  # noqa: F401
from .results import extensions as results  # noqa: F401
from .scoring import extensions as scoring  # noqa: F401
