from django.apps import AppConfig


class DonationsConfig(AppConfig):
    name = "donations"
    label = "donations"
    verbose_name = "donations"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
