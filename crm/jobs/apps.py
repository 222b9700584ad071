from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "crm.jobs"
    label = "jobs"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
