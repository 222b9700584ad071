from .views import ClearanceViewSet

routes = [("clearances", ClearanceViewSet, "clearance")]
