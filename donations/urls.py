"""The doors of donations, part by part."""

from django.urls import include, path

app_name = "donations"

urlpatterns = [
    path("", include("donations.gifts.urls")),
    path("", include("donations.donors.urls")),
    path("", include("donations.appeals.urls")),
    path("", include("donations.allocations.urls")),
]
