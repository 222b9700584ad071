from django.urls import path

from .views import agreements

urlpatterns = [
    path("partnerships/<int:pk>/agreement/", agreements.agreement, name="agreement"),
]
