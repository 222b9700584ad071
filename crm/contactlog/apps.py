from django.apps import AppConfig


class ContactlogConfig(AppConfig):
    name = "crm.contactlog"
    label = "contactlog"

    def ready(self) -> None:
        from . import extensions  # noqa: F401
