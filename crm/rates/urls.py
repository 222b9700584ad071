from django.urls import path

from .views import rates

app_name = "rates"

urlpatterns = [
    path("exchange-rates/", rates.RateList.as_view(), name="list"),
    path("exchange-rates/new/", rates.rate_add, name="add"),
    path("exchange-rates/<int:pk>/", rates.rate_edit, name="edit"),
]
