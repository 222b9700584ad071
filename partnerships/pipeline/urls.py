from django.urls import path

from .views import moves

urlpatterns = [
    path("partnerships/<int:pk>/move/", moves.partnership_move, name="partnership_move"),
]
