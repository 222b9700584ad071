from django.contrib.admin.apps import AdminConfig


class ConcordAdminConfig(AdminConfig):
    """Django's admin with our own door; stands apart from apps.py, where it would pass for this app's."""

    default_site = "crm.accounts.admin_site.ConcordAdminSite"
