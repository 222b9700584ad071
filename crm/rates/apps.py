from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "crm.rates"
    label = "rates"
    verbose_name = "exchange rates"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
