from django.urls import path

from .views import appeals, causes, costs

urlpatterns = [
    path("appeals/", appeals.AppealList.as_view(), name="appeal_list"),
    path("appeals/new/", appeals.appeal_add, name="appeal_add"),
    path("appeals/<int:pk>/", appeals.appeal_detail, name="appeal"),
    path("appeals/<int:pk>/edit/", appeals.appeal_edit, name="appeal_edit"),
    path("appeals/<int:pk>/open/", appeals.appeal_open, name="appeal_open"),
    path("appeals/<int:pk>/close/", appeals.appeal_close, name="appeal_close"),
    path("appeals/<int:pk>/costs/new/", costs.cost_add, name="appeal_cost_add"),
    path("appeal-costs/<int:pk>/", costs.cost_edit, name="appeal_cost"),
    path("appeal-costs/<int:pk>/take-out/", costs.cost_drop, name="appeal_cost_drop"),
    path("causes/", causes.cause_list, name="cause_list"),
    path("causes/new/", causes.cause_add, name="cause_add"),
    path("causes/<int:pk>/edit/", causes.cause_edit, name="cause_edit"),
]
