from django.urls import path

from .views import donors

urlpatterns = [
    path("donors/", donors.DonorList.as_view(), name="donor_list"),
    path("donors/suggest/", donors.donor_suggest, name="donor_suggest"),
    path("donors/<int:pk>/", donors.donor_detail, name="donor"),
    path("donors/<int:pk>/edit/", donors.donor_edit, name="donor_edit"),
]
