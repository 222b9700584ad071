from .attachment import Attachment
from .coordination import CoordinationRequest, GoingAhead
from .follow_up import FollowUp
from .interaction import Interaction
from .last_contact import LastContact

__all__ = ["Attachment", "CoordinationRequest", "FollowUp", "GoingAhead", "Interaction", "LastContact"]
