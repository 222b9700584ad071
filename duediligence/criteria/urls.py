"""The settings of due diligence, open to all to read."""

from django.urls import path

from .views import criteria, matrix, sectors

urlpatterns = [
    path("settings/criteria/", criteria.criterion_list, name="criterion_list"),
    path("settings/criteria/new/", criteria.criterion_new, name="criterion_new"),
    path("settings/criteria/<slug:code>/", criteria.criterion_detail, name="criterion"),
    path("settings/criteria/<slug:code>/edit/", criteria.criterion_edit, name="criterion_edit"),
    path("settings/sectors/", sectors.sector_list, name="sector_list"),
    path("settings/sectors/new/", sectors.sector_edit, name="sector_new"),
    path("settings/sectors/<slug:code>/", sectors.sector_detail, name="sector"),
    path("settings/sectors/<slug:code>/edit/", sectors.sector_edit, name="sector_edit"),
    path("settings/themes/", sectors.theme_list, name="theme_list"),
    path("settings/themes/new/", sectors.theme_edit, name="theme_new"),
    path("settings/themes/<slug:code>/edit/", sectors.theme_edit, name="theme_edit"),
    path("settings/authority/", matrix.matrix, name="authority"),
    path("settings/authority/edit/", matrix.matrix_edit, name="authority_edit"),
]
