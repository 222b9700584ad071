"""The doors of partnerships, part by part."""

from django.urls import include, path

app_name = "partnerships"

urlpatterns = [
    path("", include("partnerships.engagements.urls")),
    path("", include("partnerships.results.urls")),
    path("", include("partnerships.funding.urls")),
    path("", include("partnerships.scoring.urls")),
    path("", include("partnerships.agreements.urls")),
    path("", include("partnerships.pipeline.urls")),
    path("", include("partnerships.grants.urls")),
]
