from django.urls import path

from .views import contributions, programmes, staff_time

urlpatterns = [
    path("contributions/", contributions.ContributionList.as_view(), name="contribution_list"),
    path("contributions/<int:pk>/", contributions.contribution_detail, name="contribution"),
    path("contributions/<int:pk>/edit/", contributions.contribution_edit, name="contribution_edit"),
    path("contributions/<int:pk>/take-out/", contributions.contribution_drop, name="contribution_drop"),
    path("contributions/<int:pk>/instalments/", contributions.instalment_add, name="contribution_instalment"),
    path("instalments/<int:pk>/", contributions.instalment_edit, name="instalment"),
    path("instalments/<int:pk>/take-out/", contributions.instalment_drop, name="instalment_drop"),
    path("engagements/<int:pk>/contributions/new/", contributions.contribution_add, name="engagement_contribution"),
    path("engagements/<int:pk>/staff-time/new/", staff_time.staff_time_add, name="engagement_staff_time"),
    path("staff-time/<int:pk>/", staff_time.staff_time_edit, name="staff_time"),
    path("staff-time/<int:pk>/take-out/", staff_time.staff_time_drop, name="staff_time_drop"),
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme_list"),
    path("programmes/new/", programmes.programme_add, name="programme_add"),
    path("programmes/<int:pk>/", programmes.programme_detail, name="programme"),
    path("programmes/<int:pk>/edit/", programmes.programme_edit, name="programme_edit"),
]
