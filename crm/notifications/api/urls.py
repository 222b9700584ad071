from .views import NotificationViewSet, ReminderViewSet

routes = [
    ("notifications", NotificationViewSet, "notification"),
    ("reminders", ReminderViewSet, "reminder"),
]
