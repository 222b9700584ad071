"""The doors of due diligence, part by part."""

from django.urls import include, path

app_name = "duediligence"

urlpatterns = [
    path("", include("duediligence.screening.urls")),
    path("", include("duediligence.criteria.urls")),
    path("", include("duediligence.clearances.urls")),
    path("", include("duediligence.monitoring.urls")),
    path("", include("duediligence.watchlists.urls")),
]
