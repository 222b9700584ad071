from django.urls import path

from .views import concerns, watching

urlpatterns = [
    path("concerns/", concerns.concern_list, name="concern_list"),
    path("concerns/new/", concerns.concern_report, name="concern_report"),
    path("concerns/<int:pk>/", concerns.concern_detail, name="concern"),
    path("concerns/<int:pk>/take/", concerns.concern_take, name="concern_take"),
    path("reviews/", watching.review_list, name="review_list"),
    path("reviews/<int:pk>/", watching.review, name="review"),
    path("conditions/<int:pk>/", watching.condition, name="condition"),
    path("clearances/<int:pk>/raise/", watching.raise_risk, name="raise_risk"),
]
