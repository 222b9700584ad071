from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "crm.jobs"
    label = "jobs"

    def ready(self) -> None:
        # The tasks too: whoever starts a job names its task, and eager tests must find it.
        from . import extensions, tasks, verbs  # noqa: F401
