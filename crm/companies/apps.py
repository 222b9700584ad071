from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "crm.companies"
    label = "companies"

    def ready(self) -> None:
        from . import extensions, verbs  # noqa: F401
