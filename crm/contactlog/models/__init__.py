from .attachment import Attachment
from .coordination import CoordinationRequest, GoingAhead
from .follow_up import FollowUp
from .interaction import Interaction

__all__ = ["Attachment", "CoordinationRequest", "FollowUp", "GoingAhead", "Interaction"]
