from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "crm.imports"
    label = "imports"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
