from django.apps import AppConfig


class DueDiligenceConfig(AppConfig):
    name = "duediligence"
    label = "duediligence"
    verbose_name = "due diligence"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
