from django.urls import path

from .views import imports

app_name = "imports"
urlpatterns = [
    path("", imports.import_list, name="list"),
    path("new/", imports.import_new, name="create"),
    path("<int:pk>/", imports.import_detail, name="detail"),
    path("<int:pk>/reading/", imports.import_reading, name="reading"),
    path("<int:pk>/mapping/", imports.import_mapping, name="mapping"),
    path("<int:pk>/decisions/", imports.import_decisions, name="decisions"),
    path("<int:pk>/commit/", imports.import_commit, name="commit"),
    path("<int:pk>/discard/", imports.import_discard, name="discard"),
    path("<int:pk>/undo/", imports.import_undo, name="undo"),
    path("<int:pk>/remarks.csv", imports.import_rows, name="remarks"),
]
