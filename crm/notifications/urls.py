from django.urls import path

from .views import messages, notices

app_name = "notifications"
urlpatterns = [
    path("", notices.notice_list, name="list"),
    path("menu/", notices.notice_menu, name="menu"),
    path("read/", notices.notice_read_all, name="read_all"),
    path("messages/", messages.message_list, name="messages"),
    path("messages/<int:pk>/again/", messages.message_send_again, name="send_again"),
    path("messages/<int:pk>/sent/", messages.message_confirm, name="confirm_sent"),
    path("<int:pk>/open/", notices.notice_open, name="open"),
]
