from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "crm.notifications"
    label = "notifications"

    def ready(self) -> None:
        from . import extensions, receivers, verbs  # noqa: F401
