from django.urls import path

from .views import approaches, collaboration_form, deeds, documents, engagements, partnership_form

urlpatterns = [
    path("partnerships/", engagements.PartnershipList.as_view(), name="partnership_list"),
    path("partnerships/new/", partnership_form.partnership_create, name="partnership_create"),
    path("partnerships/<int:pk>/", engagements.partnership_detail, name="partnership_detail"),
    path("partnerships/<int:pk>/edit/", partnership_form.partnership_edit, name="partnership_edit"),
    path("partnerships/<int:pk>/bin/", deeds.partnership_bin, name="partnership_bin"),
    path("collaborations/", engagements.CollaborationList.as_view(), name="collaboration_list"),
    path("collaborations/new/", collaboration_form.collaboration_create, name="collaboration_create"),
    path("collaborations/<int:pk>/", engagements.collaboration_detail, name="collaboration_detail"),
    path("collaborations/<int:pk>/edit/", collaboration_form.collaboration_edit, name="collaboration_edit"),
    path("collaborations/<int:pk>/grow/", deeds.collaboration_grow, name="collaboration_grow"),
    path("collaborations/<int:pk>/bin/", deeds.collaboration_bin, name="collaboration_bin"),
    path("engagements/several-countries/", engagements.SeveralCountries.as_view(), name="several_countries"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("engagements/<int:pk>/documents/new/", documents.document_create, name="document_create"),
    path("engagements/documents/<int:pk>/", documents.document_download, name="document"),
    path("engagements/documents/<int:pk>/edit/", documents.document_edit, name="document_edit"),
    path("engagements/documents/<int:pk>/bin/", documents.document_bin, name="document_bin"),
    path("engagements/approaches/", approaches.approaches, name="approaches"),
]
