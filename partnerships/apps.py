from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    label = "partnerships"
    verbose_name = "partnerships"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
