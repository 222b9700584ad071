from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "crm.listing"
    label = "listing"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
