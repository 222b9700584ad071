from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "crm.audit"
    label = "audit"

    def ready(self) -> None:
        from .grants import grant_application_role, keep_triggers_loud
        from .indexes import index_related_versions

        post_migrate.connect(grant_application_role, dispatch_uid="audit.grants")
        post_migrate.connect(keep_triggers_loud, sender=self, dispatch_uid="audit.loud")
        post_migrate.connect(index_related_versions, sender=self, dispatch_uid="audit.indexes")
