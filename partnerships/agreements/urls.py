from django.urls import path

from .views import agreements, parts, templates

urlpatterns = [
    path("partnerships/<int:pk>/agreement/", agreements.agreement, name="agreement"),
    path("partnerships/<int:pk>/agreement/renewal/", parts.renewal, name="renewal"),
    path("partnerships/<int:pk>/agreement/clauses/", parts.clause_add, name="clause_add"),
    path("agreements/clauses/<int:pk>/settle/", parts.clause_settle, name="clause_settle"),
    path("agreements/clauses/<int:pk>/reopen/", parts.clause_reopen, name="clause_reopen"),
    path("agreements/templates/", templates.template_list, name="template_list"),
    path("agreements/templates/<int:pk>/", templates.template_file, name="template_file"),
    path("agreements/templates/<int:pk>/bin/", templates.template_bin, name="template_bin"),
]
