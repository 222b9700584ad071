from django.urls import path

from .views import ApproachView, CoordinationViewSet, FollowUpViewSet, InteractionViewSet

routes = [
    ("interactions", InteractionViewSet, "interaction"),
    ("follow-ups", FollowUpViewSet, "follow-up"),
    ("coordination-requests", CoordinationViewSet, "coordination-request"),
]
paths = [path("companies/<int:pk>/approach/", ApproachView.as_view(), name="company-approach")]
