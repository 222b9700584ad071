from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "crm.listing"
    label = "listing"
