"""The REST door of screenings."""

from .views import ScreeningViewSet

routes = [("screenings", ScreeningViewSet, "screening")]
