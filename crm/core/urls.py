from django.urls import path

from .views.styleguide import styleguide, suggestions

app_name = "core"
urlpatterns = [
    path("styleguide/", styleguide, name="styleguide"),
    path("styleguide/suggestions/", suggestions, name="styleguide_suggestions"),
]
