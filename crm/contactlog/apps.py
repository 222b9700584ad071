from django.apps import AppConfig


class ContactlogConfig(AppConfig):
    name = "crm.contactlog"
    label = "contactlog"
