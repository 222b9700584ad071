from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "crm.workspace"
    label = "workspace"
