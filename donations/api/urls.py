"""The REST doors of donations, part by part."""

from .allocations import AllocationViewSet
from .appeals import AppealViewSet
from .causes import CauseViewSet
from .destinations import DestinationViewSet
from .donations import DonationViewSet
from .donors import DonorViewSet
from .pools import PoolViewSet

routes = [
    ("donations", DonationViewSet, "donation"),
    ("donors", DonorViewSet, "donor"),
    ("appeals", AppealViewSet, "appeal"),
    ("causes", CauseViewSet, "cause"),
    ("destinations", DestinationViewSet, "destination"),
    ("allocations", AllocationViewSet, "allocation"),
    ("pools", PoolViewSet, "pool"),
]
