from django.urls import path

from .views import notices

app_name = "notifications"
urlpatterns = [
    path("", notices.notice_list, name="list"),
    path("menu/", notices.notice_menu, name="menu"),
    path("read/", notices.notice_read_all, name="read_all"),
    path("<int:pk>/open/", notices.notice_open, name="open"),
]
