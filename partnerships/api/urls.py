"""The REST doors of partnerships, part by part."""

from .collaborations import CollaborationViewSet
from .partnerships import PartnershipViewSet

routes = [
    ("partnerships", PartnershipViewSet, "partnership"),
    ("collaborations", CollaborationViewSet, "collaboration"),
]
