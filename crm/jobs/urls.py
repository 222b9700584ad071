from django.urls import path

from .views import jobs

app_name = "jobs"
urlpatterns = [
    path("", jobs.job_list, name="list"),
    path("<int:pk>/", jobs.job_detail, name="detail"),
    path("<int:pk>/progress/", jobs.job_progress, name="progress"),
    path("<int:pk>/stop/", jobs.job_stop, name="stop"),
]
