from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "crm.workspace"
    label = "workspace"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
