from django.urls import path

from .views import engagements

urlpatterns = [
    path("partnerships/", engagements.PartnershipList.as_view(), name="partnership_list"),
    path("partnerships/<int:pk>/", engagements.partnership_detail, name="partnership_detail"),
    path("collaborations/", engagements.CollaborationList.as_view(), name="collaboration_list"),
    path("collaborations/<int:pk>/", engagements.collaboration_detail, name="collaboration_detail"),
]
