from django.urls import path

from .views import clearances as views

urlpatterns = [
    path("clearances/", views.ClearanceList.as_view(), name="clearance_list"),
    path("clearances/<int:pk>/", views.clearance_detail, name="clearance"),
    path("clearances/<int:pk>/suspend/", views.clearance_change, {"deed": "suspend"}, name="clearance_suspend"),
    path("clearances/<int:pk>/reinstate/", views.clearance_change, {"deed": "reinstate"}, name="clearance_reinstate"),
    path("clearances/<int:pk>/revoke/", views.clearance_change, {"deed": "revoke"}, name="clearance_revoke"),
    path("contagion/<int:pk>/", views.mark, name="mark"),
]
