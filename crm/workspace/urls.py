from django.urls import path

from .views import bin as bin_views
from .views import history, home, search, trail

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.results, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("history/<str:label>/<int:pk>/", history.history, name="history"),
    path("audit/", trail.deed_list, name="trail"),
    path("audit/export/", trail.deed_export, name="trail_export"),
    path("bin/", bin_views.binned, name="bin"),
    path("bin/<slug:kind>/<int:pk>/restore/", bin_views.restore, name="restore"),
]
