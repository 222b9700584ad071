from .views import AuditEventViewSet

routes = [("audit-events", AuditEventViewSet, "auditevent")]
