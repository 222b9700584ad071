from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "crm.core"
    label = "core"

    def ready(self) -> None:
        # Here and not in crm/__init__.py: `.delay()` finds our broker, and yet `import crm` stays light.
        import crm.celery  # noqa: F401
