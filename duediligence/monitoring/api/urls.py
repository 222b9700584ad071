from django.urls import path

from .views import ConcernViewSet, ConditionViewSet, RaiseRiskView, ReviewViewSet

routes = [
    ("concerns", ConcernViewSet, "concern"),
    ("reviews", ReviewViewSet, "review"),
    ("conditions", ConditionViewSet, "condition"),
]
paths = [path("clearances/<int:pk>/raise-risk/", RaiseRiskView.as_view(), name="clearance-raise-risk")]
