from django.urls import path

from .resources import ColleagueViewSet, MeView, OfficeViewSet

routes = [
    ("offices", OfficeViewSet, "office"),
    ("users", ColleagueViewSet, "user"),
]
# Before the routes, as "me" is no id.
paths = [path("users/me/", MeView.as_view(), name="user-me")]
