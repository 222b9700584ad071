from django.urls import path

from .views import bulk, exports, saved

app_name = "listing"
urlpatterns = [
    path("<slug:table>/views/", saved.view_list, name="view_list"),
    path("<slug:table>/views/save/", saved.view_save, name="view_save"),
    path("<slug:table>/views/usual/", saved.view_usual, name="view_usual"),
    path("views/<int:pk>/", saved.view_change, name="view_change"),
    path("views/<int:pk>/delete/", saved.view_delete, name="view_delete"),
    path("<slug:table>/change/", bulk.bulk_change, name="bulk_change"),
    path("changes/<int:pk>/", bulk.change_detail, name="change"),
    path("changes/<int:pk>/undo/", bulk.change_undo, name="change_undo"),
    path("<slug:table>/export/", exports.export_make, name="export_make"),
    path("exports/<int:pk>/", exports.export_detail, name="export"),
    path("exports/<int:pk>/file/", exports.export_file, name="export_file"),
]
