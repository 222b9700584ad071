from django.apps import AppConfig


class ContactlogConfig(AppConfig):
    name = "crm.contactlog"
    label = "contactlog"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
